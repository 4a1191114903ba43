import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0007_rehearsals")]

    operations = [
        migrations.AddField(
            model_name="cause",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="deeper",
                to="roadmaps.cause",
                verbose_name="cause that it explains",
            ),
        ),
    ]
