"""Programs that end, or do not."""

from tests.playground.mistake import APP, Mistake, get

MISTAKES = [
    Mistake(
        "exit()",
        APP + "raise SystemExit\n",
        "The program ends itself here",
        ["leave exit() out"],
        at="hello.py:5:raise SystemExit",
    ),
    Mistake(
        "a loop that somebody has stopped",
        APP + "raise KeyboardInterrupt\n",
        "It was stopped at this line",
        ["endless loop"],
        at="hello.py:5:raise KeyboardInterrupt",
    ),
    Mistake(
        "a function that calls itself",
        APP + '@app.route("/")\ndef index():\n    return index()\n',
        "A function calls itself without end",
        ["“index”"],
        at="hello.py:7:index()",
        ask=get("/"),
    ),
]
