"""Reads AWS files as botocore does: cases on standard input, their answers on standard output, as JSON."""

import json
import os
import sys

from botocore.exceptions import (
    BotoCoreError,
    LoginError,
    MissingDependencyException,
    SSOTokenLoadError,
    TokenRetrievalError,
    UnauthorizedSSOTokenError,
)
from botocore.session import Session

KINDS = {
    "shared-credentials-file": "keys",
    "config-file": "keys",
    "custom-process": "process",
    "assume-role": "role",
    "assume-role-with-web-identity": "web-identity",
}


def given(session):
    try:
        credentials = session.get_credentials()
        if credentials is None:
            return "refused"
        kind = KINDS.get(credentials.method, credentials.method)
        key = credentials.get_frozen_credentials().access_key
        return f"{kind} {key}" if kind in ("keys", "process") else kind
    except (SSOTokenLoadError, TokenRetrievalError, UnauthorizedSSOTokenError):
        return "sso"
    # What `aws login` has left can only be read with botocore[crt], which says so.
    except (LoginError, MissingDependencyException):
        return "login"
    except Exception:
        return "refused"


def listed(session):
    try:
        return sorted(session.available_profiles)
    except BotoCoreError:
        return []


def region(session):
    try:
        return session.get_config_variable("region")
    except BotoCoreError:
        return None


def endpoint(session):
    try:
        client = session.create_client(
            "sts",
            region_name="us-west-2",
            verify=False,
            aws_access_key_id="dummy",
            aws_secret_access_key="dummy",
        )
    except Exception:
        return None
    url = client.meta.endpoint_url
    return None if ".amazonaws.com" in url or ".api.aws" in url else url


def answer(case):
    for name in list(os.environ):
        if name.startswith("AWS_"):
            del os.environ[name]
    os.environ.update(case["environment"])
    session = Session(profile=case["profile"])
    return {
        "listed": listed(session),
        "gives": given(session),
        "region": region(session),
        "endpoint": endpoint(session),
    }


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
