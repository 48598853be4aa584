"""A server of S3 on this machine, for tests."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

import fsspec
from moto.server import ThreadedMotoServer


@contextmanager
def serving(bucket: str, objects: Mapping[str, bytes]) -> Iterator[ThreadedMotoServer]:
    """Serve a bucket with these objects, and have the variables lead to it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    variables = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "reader",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    with patch.dict(os.environ, variables):
        os.environ.pop("AWS_PROFILE", None)
        storage = fsspec.filesystem("s3", skip_instance_cache=True)
        storage.mkdir(bucket)
        for key, data in objects.items():
            storage.call_s3("put_object", Bucket=bucket, Key=key, Body=data)
        yield server
    server.stop()
    type(storage).clear_instance_cache()
