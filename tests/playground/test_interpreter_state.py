"""A reload finds the interpreter as a new process would, without what the last version left."""

import sys

APP = "from flask import Flask\napp = Flask(__name__)\n"
SHOW = "@app.route('/')\ndef show(): return str({})\n"


def test_modules_of_the_project_are_imported_anew(playground):
    files = {"hello.py": f"import part\n{APP}{SHOW.format('part.x')}", "part.py": "x = 1"}
    playground.load(files)
    assert playground.ask().text == "1"
    playground.update({"part.py": "x = 2"})
    assert playground.ask().text == "2"


def test_a_module_that_came_later_is_found(playground):
    assert not playground.load(f"import part\n{APP}")["ok"]
    assert playground.update({"part.py": ""})["ok"]


def test_a_module_that_was_removed_is_gone(playground):
    playground.load({"hello.py": f"import part\n{APP}", "part.py": ""})
    problem = playground.update({}, removed=("part.py",))["problem"]
    assert "part" in problem["message"]


def test_packages_with_and_without_init_are_forgotten(playground):
    source = f"import space.inner, whole.inner\n{APP}"
    names = {"space", "space.inner", "whole", "whole.inner"}
    inner = {"space/inner.py": "", "whole/__init__.py": "", "whole/inner.py": ""}
    playground.load({"hello.py": source, **inner})
    assert names <= sys.modules.keys()
    playground.load(APP)
    assert not names & sys.modules.keys()


def test_modules_of_packages_stay(playground):
    playground.load(APP)
    before = sys.modules["werkzeug.routing"]
    playground.load(APP + "\n")
    assert sys.modules["werkzeug.routing"] is before


def test_what_a_version_did_to_the_process_is_undone(playground):
    source = """
import logging, os, sys, warnings

left = logging.getLogger("left")
state = repr((
    os.environ.get("LEFT"), "/left" in sys.path, logging.root.level, len(logging.root.handlers),
    warnings.filters, os.path.basename(os.getcwd()), list(sys.argv), os.environ.get("FLASK_APP"),
    logging.root.manager.disable, logging._warnings_showwarning, sys.path[0] == os.getcwd(),
    *[(each.disabled, each.propagate, each.filters, each.handlers, each.level) for each in [left]],
))
os.environ["LEFT"] = "1"
sys.path.append("/left")
logging.basicConfig(level=1)
left.disabled = True
left.propagate = False
left.addFilter(len)
left.addHandler(logging.NullHandler())
left.setLevel(1)
logging.disable()
logging.captureWarnings(True)
warnings.simplefilter("ignore")
os.makedirs("sub", exist_ok=True)
os.chdir("sub")
sys.argv.append("left")
"""
    source += APP + SHOW.format("state")
    assert playground.load(source)["ok"]
    first = playground.ask().text
    assert "['flask', 'run']" in first
    assert playground.update({"hello.py": source + "\n"})["ok"]
    assert playground.ask().text == first


def test_the_folder_of_the_project_comes_first_on_the_path_and_once(playground):
    source = APP + "import os, sys\n" + SHOW.format("sys.path.count(os.getcwd())")
    for _ in range(2):
        playground.load(source)
        assert playground.ask().text == "1"


def test_a_receiver_of_a_signal_goes_with_its_version(playground):
    source = APP + SHOW.format("print('asked')")
    listening = (
        source
        + """
from flask import request_started

@request_started.connect
def listen(sender, **extra):
    print("heard")
"""
    )
    playground.load(listening)
    playground.ask()
    assert playground.output().count("heard") == 1
    playground.update({"hello.py": source})
    playground.ask()
    assert playground.output().count("heard") == 1


def test_handlers_of_the_applications_logger_do_not_add_up(playground):
    source = APP + "import logging\napp.logger.addHandler(logging.StreamHandler())\n"
    source += SHOW.format("app.logger.warning('once')")
    playground.load(source)
    playground.update({"hello.py": source + "\n"})
    playground.ask()
    assert playground.output("stderr").count("once") == 1


def test_tracebacks_show_the_source_of_this_version(playground):
    source = APP + "@app.route('/')\ndef show():\n    return {}\n"
    playground.load(source.format("1 / 0"))
    playground.ask()
    playground.update({"hello.py": source.format("0 / 0")})
    playground.ask()
    assert "return 0 / 0" in playground.entries("log")[-1]["traceback"]
