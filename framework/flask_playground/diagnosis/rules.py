"""The table of the errors that are known: the first rule that gives advice about one explains it."""

from __future__ import annotations

from . import applications, imports, indentation, names, pasted, syntax
from .case import Rule

RULES: tuple[Rule, ...] = (
    applications.no_python_file,
    applications.misnamed_setting,
    applications.taken_name,
    applications.several_applications,
    applications.fruitless_factory,
    applications.named_application,
    applications.module_without_application,
    applications.snippet_without_application,
    # Python cannot read the file.
    pasted.prompts,
    pasted.terminal_lines,
    pasted.markup,
    pasted.listing,
    indentation.mixed_tabs,
    indentation.missing_block,
    indentation.too_far,
    indentation.between_columns,
    syntax.print_statement,
    syntax.foreign_character,
    syntax.misspelt_keyword,
    syntax.other_language,
    syntax.missing_parameters,
    syntax.missing_colon,
    syntax.assignment_for_comparison,
    syntax.unclosed_bracket,
    syntax.unmatched_bracket,
    syntax.unclosed_quote,
    syntax.formatted_text,
    syntax.outside_function,
    syntax.argument_order,
    syntax.escape_in_text,
    syntax.wrong_encoding,
    syntax.missing_comma,
    syntax.unreadable_line,
    # A name.
    names.python_2_name,
    names.name_made_later,
    names.name_to_import,
    names.module_to_import,
    names.misspelt_name,
    names.function_to_write,
    names.unknown_name,
    names.unbound_local,
    # An import.
    imports.circular_import,
    imports.shadowed_import,
    imports.part_of_module,
    imports.misspelt_module,
    imports.missing_package,
    imports.missing_name,
)
