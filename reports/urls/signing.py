"""Addresses of signing a report, of taking it back and correcting it, and of the chains that reports go along."""

from django.urls import path

from reports.views import chains, signing

urlpatterns = [
    path("chains/", chains.Chains.as_view(), name="chains"),
    path("chains/<slug:kind>/", chains.SetChain.as_view(), name="chain"),
    path("<int:pk>/submit/", signing.Submit.as_view(), name="submit"),
    path("<int:pk>/sign-own/", signing.SignOwn.as_view(), name="sign_own"),
    path("<int:pk>/return/", signing.Return.as_view(), name="return"),
    path("<int:pk>/sign/", signing.Sign.as_view(), name="sign"),
    path("<int:pk>/send/", signing.SendNow.as_view(), name="send_now"),
    path("<int:pk>/recall/", signing.Recall.as_view(), name="recall"),
    path("<int:pk>/correct/", signing.Correct.as_view(), name="correct"),
]
