from django.contrib import admin
from django.urls import path

from config import public_urls

handler400 = public_urls.handler400
handler404 = public_urls.handler404
handler500 = public_urls.handler500

urlpatterns = [path("admin/", admin.site.urls), *public_urls.urlpatterns]
