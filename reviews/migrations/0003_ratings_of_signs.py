"""Takes away what was typed as the rating of a sign of recovery: a rating is one of four levels now, with its reason."""

from django.db import migrations


def ratings_to_words(apps, schema_editor):
    """Keep what was typed in the words of the sign itself, where it can still be read."""
    for sign in apps.get_model("reviews", "SignOfRecovery").objects.all():
        typed = [
            f"{when}: {words}"
            for when, words in (("Before the review", sign.rated_before), ("At the review", sign.rated_at_review))
            if words
        ]
        if typed:
            sign.words = "\n".join([sign.words, *typed])
            sign.rated_before = sign.rated_at_review = ""
            sign.save(update_fields=["words", "rated_before", "rated_at_review"])


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_reviews_prepared_and_followed")]

    operations = [migrations.RunPython(ratings_to_words, migrations.RunPython.noop)]
