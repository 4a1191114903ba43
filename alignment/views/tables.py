from django.http import HttpResponse

from alignment.tables import to_csv, to_xlsx

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_download(name: str, columns: list[str], rows: list[dict], kind: str) -> HttpResponse:
    """The table as a file that its import reads back identically; ``kind`` is csv or xlsx."""
    # Excel takes CSV for UTF-8 only when it begins with the mark.
    content = (
        to_xlsx({name: (columns, rows)}) if kind == "xlsx" else "\ufeff" + to_csv(columns, rows)
    )
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
