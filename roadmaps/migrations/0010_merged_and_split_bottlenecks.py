import django.db.models.deletion
from django.db import migrations, models


def _link(name):
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name=name,
        to="roadmaps.bottleneck",
    )


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0009_gates_and_reasons_of_bottlenecks")]

    operations = [
        migrations.AddField(model_name="bottleneck", name="merged_into", field=_link("absorbed")),
        migrations.AddField(model_name="bottleneck", name="split_from", field=_link("split_off")),
        migrations.AddField(
            model_name="bottleneck",
            name="reshaped_after_scoring",
            field=models.BooleanField(default=False),
        ),
    ]
