"""One object of each class whose underscore names programs use."""

import flask
from flask.cli import FlaskGroup, ScriptInfo
from flask.json.provider import JSONProvider
from flask.json.tag import TaggedJSONSerializer
from flask.templating import DispatchingJinjaLoader


def samples() -> dict[str, object]:
    """The objects, by the full names of their classes in Flask."""
    app = flask.Flask("app", root_path="/", instance_path="/")
    blueprint = flask.Blueprint("name", "name", root_path="/")
    context = app.test_request_context()
    return {
        "flask.app.Flask": app,
        "flask.blueprints.Blueprint": blueprint,
        "flask.cli.FlaskGroup": FlaskGroup(),
        "flask.cli.ScriptInfo": ScriptInfo(),
        "flask.ctx.AppContext": app.app_context(),
        "flask.ctx.RequestContext": context,
        "flask.json.provider.DefaultJSONProvider": app.json,
        "flask.json.provider.JSONProvider": JSONProvider(app),
        "flask.json.tag.TaggedJSONSerializer": TaggedJSONSerializer(),
        "flask.sansio.app.App": app,
        "flask.sansio.blueprints.Blueprint": blueprint,
        "flask.sansio.scaffold.Scaffold": blueprint,
        "flask.templating.DispatchingJinjaLoader": DispatchingJinjaLoader(app),
        "flask.testing.FlaskClient": app.test_client(),
        "flask.wrappers.Request": context.request,
    }
