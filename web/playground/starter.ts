/** The project that a user begins with who starts a new one, or cannot get the examples. */
import type { Project } from "../protocol/project.js";

const HELLO = `from flask import Flask

app = Flask(__name__)


@app.route("/")
def hello():
    return "<h1>Hello!</h1><p>Change this text and watch the preview.</p>"
`;

export const starter = (name: string): Project => ({
  name,
  files: { "hello.py": HELLO },
  app: "hello.py",
  debug: true,
});
