from flask import Flask, Markup, escape, render_template, render_template_string, request

app = Flask(__name__)


@app.route("/")
def index():
    name = request.args.get("name", "<blink>hacker</blink>")
    return render_template(
        "index.html",
        name=name,
        trusted=Markup("<em>%s</em>") % name,
        steps={
            "Markup('<strong>Hello %s!</strong>') % name": Markup("<strong>Hello %s!</strong>")
            % name,
            "escape(name)": escape(name),
            "Markup('<em>Rock</em> &amp; roll').striptags()": Markup(
                "<em>Rock</em> &amp; roll"
            ).striptags(),
        },
    )


# Only .html, .htm, .xml, .xhtml and .svg files are escaped: in a .txt file, < is just a character.
@app.route("/plain")
def plain():
    text = render_template("plain.txt", name=request.args.get("name", "<you>"))
    return text, {"Content-Type": "text/plain; charset=utf-8"}


# A template given as a string is escaped as well; |safe says that a value needs no more of it.
@app.route("/string")
def string():
    return render_template_string(
        "{{ name }} and {{ name|safe }}", name=request.args.get("name", "<s>old</s>")
    )
