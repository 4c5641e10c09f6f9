"""What every answer carries, beside what Django sets, and the methods that are answered at all."""

from django.http import HttpResponseNotAllowed

ADMIN = "/admin/"
METHODS = ["GET", "HEAD", "POST"]
NOT_USED = ["accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "midi", "payment"]
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in [*NOT_USED, "usb", "browsing-topics", "interest-cohort"])


class Headers:
    """Stands before all that answers, so that errors and files carry the headers too.

    Both referrer policies tell other sites nothing. Under `no-referrer`, browsers send `Origin: null` with a form,
    which Django's guard against forged forms refuses: so the admin, which has such forms, tells itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if request.path_info.startswith(ADMIN):
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "same-origin"
        return response
