"""Addresses of what was said and what changed."""

from django.urls import path, re_path

from improvement_plans.views import voice_writing, voices

urlpatterns = [
    path("voices/", voices.VoiceList.as_view(), name="voices"),
    re_path(r"^voices\.(?P<kind>csv|xlsx)$", voices.VoiceExport.as_view(), name="voices_export"),
    path("you-said/", voices.YouSaid.as_view(), name="you_said"),
    path("voices/add/", voice_writing.AddVoice.as_view(), name="add_voice"),
    path("voices/<int:pk>/", voices.VoicePage.as_view(), name="voice"),
    path("voices/<int:pk>/edit/", voice_writing.EditVoice.as_view(), name="edit_voice"),
    path("voices/<int:pk>/changed/", voice_writing.RecordChange.as_view(), name="voice_changed"),
    path("voices/<int:pk>/told/", voice_writing.TellBack.as_view(), name="tell_back"),
]
