"""Texts whose quotes are missing, or end them too early."""

from tests.playground.mistake import Mistake, get
from tests.playground.mistakes.syntax import view

MISTAKES = [
    Mistake(
        "double quotes within double quotes",
        view('return str("my "holiday" in Rome")'),
        "The text ends at the second quote",
        ['To Python it is "my "', "single quotes"],
        at='hello.py:7:"my "',
        fixes=["Put single quotes around it"],
        then=get("/"),
    ),
    Mistake(
        "an apostrophe within single quotes",
        view("return 'It's Monday'"),
        "The text ends at the second quote",
        ["To Python it is 'It'", "double quotes"],
        at="hello.py:7:'It'",
        fixes=["Put double quotes around it"],
        then=get("/"),
    ),
    Mistake(
        "quotes and an apostrophe within quotes",
        view('return "It\'s my "holiday" in Rome"'),
        "The text ends at the second quote",
        ["a backslash in front"],
        at='hello.py:7:"It\'s my "',
        fixes=['Write \\" inside it'],
        then=get("/"),
    ),
    Mistake(
        "quotes within quotes, and no telling where the text ends",
        view('return str("my "holiday" in Rome", "utf-8")'),
        "The text ends at the second quote",
        at='hello.py:7:"my "',
    ),
    Mistake(
        "two texts side by side, of which one has a letter in front",
        view("return 'a'f'b' c 'd'"),
        "Python cannot read this line",
        at="hello.py:7",
    ),
    *(
        Mistake(
            f"text without quotes: {line}",
            view(line, "return 'Hello'"),
            "If this is a text, put it in quotes",
            ["Two words side by side"],
            at=f"hello.py:7:{text}",
            fixes=["Put it in quotes"],
            then=get("/"),
        )
        for line, text in (
            ("return Good evening", "Good evening"),
            ("return Good evening, dear club!", "Good evening, dear club!"),
            ("greeting = Good evening", "Good evening"),
            ("print(Good evening)", "Good evening"),
            ("print(Good evening, app)", "Good evening"),
            ("return Good evening, 200", "Good evening"),
        )
    ),
    Mistake(
        "text without quotes, and behind it what may be a value",
        view("name = 'Ada'", "return Good evening, name"),
        "Python cannot read this line",
        at="hello.py:8:evening",
    ),
    Mistake(
        "two names side by side",
        view("return app name"),
        "Python cannot read this line",
        at="hello.py:7:name",
    ),
    Mistake(
        "a name between two texts, and no plus signs",
        view("name = 'Ada'", 'return "Hello "name"!"'),
        "Python cannot read this line",
        at="hello.py:8:name",
    ),
]
