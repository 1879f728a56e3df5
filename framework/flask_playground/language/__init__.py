"""What the editor asks about code while it is written: completions, documentation, mistakes, form.

It answers from an interpreter of its own, beside the one in which the application runs, and runs nothing of the project.
"""
