"""The mistakes that are explained, a table for each file of ``flask_playground.diagnosis``."""
