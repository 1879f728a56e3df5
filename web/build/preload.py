"""What the heap snapshot holds: every module that a first request, a reload or an ordinary error page touches."""

import asyncio
import base64
import dataclasses
import datetime
import email.message
import gc
import html
import http.cookies
import importlib
import importlib.metadata
import json
import logging.config
import mimetypes
import random
import sqlite3
import string
import uuid
import zipfile
import zoneinfo

# Not micropip: it holds JavaScript objects from its import on, which a snapshot cannot keep.
import click.testing
import jinja2.ext
import jinja2.sandbox
import werkzeug.debug
import werkzeug.debug.tbtools
import werkzeug.formparser
import werkzeug.middleware.proxy_fix
import werkzeug.middleware.shared_data
import werkzeug.security
import werkzeug.test

import flask
import flask_playground

if importlib.util.find_spec("flask_playground.runtime"):
    import flask_playground.runtime

gc.collect()
