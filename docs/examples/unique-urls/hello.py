from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return """
        <!doctype html>
        <title>Unique URLs</title>
        <h1>With and without the slash</h1>
        <p>A rule that ends in a slash is like a folder, one that does not is like a file.
        <ul>
          <li><a href="projects/">projects/</a> is the page
          <li><a href="projects">projects</a> leads there by a redirect
          <li><a href="about">about</a> is the page
          <li><a href="about/">about/</a> is not found
        </ul>
    """


@app.route("/projects/")
def projects():
    # Links on this page are relative to the folder, because its address always ends in a slash.
    return 'The project page <p>One of them: <a href="atlas">atlas</a>'


@app.route("/projects/<name>")
def project(name):
    return "A single project"


@app.route("/about")
def about():
    return "The about page"
