"""The improvement_plans application."""

from django.apps import AppConfig


class ImprovementPlansConfig(AppConfig):
    name = "improvement_plans"
