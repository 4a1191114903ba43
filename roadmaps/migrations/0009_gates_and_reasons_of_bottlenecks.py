from django.db import migrations, models

ROUTES = [
    ("existing_rule", "Within existing rules"),
    ("circular", "Circular"),
    ("regulation", "Regulation"),
    ("law", "Law"),
    ("constitution", "Constitution"),
]


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0008_cause_behind_a_cause")]

    operations = [
        migrations.AddField(
            model_name="bottleneck",
            name="parked_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="why it is parked"),
        ),
        migrations.AddField(
            model_name="bottleneck",
            name="apart_reason",
            field=models.TextField(blank=True, max_length=1000, verbose_name="why it stands apart"),
        ),
        migrations.AddField(
            model_name="bottleneck",
            name="change_route",
            field=models.CharField(
                blank=True,
                choices=ROUTES,
                max_length=13,
                verbose_name="can it be done within existing rules?",
            ),
        ),
        migrations.AddField(
            model_name="bottleneck",
            name="first_actor",
            field=models.CharField(blank=True, max_length=300, verbose_name="who must act first?"),
        ),
        migrations.AddField(
            model_name="bottleneck",
            name="depends_on",
            field=models.ManyToManyField(
                blank=True,
                related_name="awaited_by",
                to="roadmaps.bottleneck",
                verbose_name="bottlenecks that must be removed before",
            ),
        ),
        migrations.AddField(
            model_name="bottleneck",
            name="condition",
            field=models.TextField(
                blank=True, max_length=1000, verbose_name="what else it depends on"
            ),
        ),
    ]
