from django.urls import path

from inbox.letterbox import views

app_name = "letterbox"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("answer/", views.answer, name="answer"),
    path("corrections/", views.corrections, name="corrections"),
    path("<slug:kind>/", views.write, name="write"),
]
