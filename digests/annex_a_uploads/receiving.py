"""Takes the upload of an Annex A workbook off the request into a file that never has a name."""

import tempfile
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from digests.annex_a.workbook import LARGEST


class NamelessUpload(FileUploadHandler):
    """Django's own handler gives a large upload a name in the system's folder, which a killed server would leave there.

    What the person called the file is not kept either. Past the largest size the rest is dropped; its size is told.
    """

    file: BinaryIO

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = tempfile.TemporaryFile()  # noqa: SIM115  the upload closes it

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= LARGEST:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        self.file.seek(0)
        return UploadedFile(file=self.file, name="annex-a.xlsx", size=file_size)

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
