from django.core.files.uploadhandler import FileUploadHandler

from alignment.files import MAX_BYTES


class NotTooLarge(FileUploadHandler):
    """Keeps only so much of a file that it is seen to be too large, and lets the rest pass by.

    The form then refuses it with its sentence, and no phone can fill the laptop's disk.
    """

    chunk_size = 64 * 1024

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size):
        return None  # the handlers after this one keep the file
