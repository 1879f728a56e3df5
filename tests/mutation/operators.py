"""What is done to a node of the syntax tree to make a mutant: each operator, with what it puts in the node's place."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeVar

from tests.mutation.rules import only_saves_time

Node = TypeVar("Node", bound=ast.AST)

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
#: Those whose replacement is their negation.
NEGATED = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
STORED = (ast.Attribute, ast.Subscript)
#: Fields that hold a condition.
CONDITIONS = ("test", "ifs", "guard")

Replacement = tuple[str, ast.AST]


def replacements(owner: ast.AST, field: str, node: ast.AST) -> Iterator[Replacement]:
    """Give what can stand in the place of a node: the operator's name, and the other node.

    :param owner: the node's parent.
    :param field: the parent's field that holds the node.
    :param node: the node, which is left as it is; the replacements share its children.
    """
    if field in CONDITIONS:
        yield from _negated(node)
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "boolean", _changed(node, op=other)
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert()):
            yield "boolean" if isinstance(node.op, ast.Not) else "arithmetic", node.operand
        case ast.BinOp() | ast.AugAssign():
            if (other_class := ARITHMETIC.get(type(node.op))) is not None:
                yield "arithmetic", _changed(node, op=other_class())
        case ast.Constant():
            yield from _other_constant(owner, node)
        case ast.Call():
            yield from _called_otherwise(node)
        case ast.Return() | ast.Yield():
            if node.value is not None and not isinstance(node.value, ast.Constant):
                yield "return value", _changed(node, value=ast.Constant(None))
        case ast.Lambda():
            if not isinstance(node.body, ast.Constant):
                yield "return value", _changed(node, body=ast.Constant(None))
        case ast.Break():
            yield "loop", ast.Continue()
        case ast.Continue():
            yield "loop", ast.Break()
        case ast.ExceptHandler(type=ast.expr()):
            yield from _caught_otherwise(node)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            for index, decorator in enumerate(node.decorator_list):
                fewer = [*node.decorator_list[:index], *node.decorator_list[index + 1 :]]
                if not only_saves_time(decorator):
                    yield "decorator", _changed(node, decorator_list=fewer)
    if _can_be_left_out(node):
        yield "statement", ast.Pass()


def _changed(node: Node, **fields: Any) -> Node:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _negated(node: Any) -> Iterator[Replacement]:
    # What another operator does already is not done twice.
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], NEGATED):
        return
    if not (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)):
        yield "condition", ast.UnaryOp(op=ast.Not(), operand=node)


def _compared(node: ast.Compare) -> Iterator[Replacement]:
    for index, op in enumerate(node.ops):
        ops = [*node.ops]
        ops[index] = COMPARISONS[type(op)]()
        yield "comparison", _changed(node, ops=ops)
    # Zero, an empty text and an empty list are no absence.
    match node:
        case ast.Compare(ops=[ast.Is()], comparators=[ast.Constant(value=None)]):
            yield "absence", ast.UnaryOp(op=ast.Not(), operand=node.left)
        case ast.Compare(ops=[ast.IsNot()], comparators=[ast.Constant(value=None)]):
            yield "absence", node.left


def _other_constant(owner: ast.AST, node: ast.Constant) -> Iterator[Replacement]:
    value: Any = node.value
    kind = "default argument" if isinstance(owner, ast.arguments) else "constant"
    match value:
        case None if isinstance(owner, ast.Compare):
            return
        case None:
            other: Any = True
        case bool():
            other = not value
        case int() | float():
            other = value + 1
        case str():
            other = f"XX{value}XX"
        case bytes():
            other = b"XX" + value + b"XX"
        case _:
            return
    yield kind, ast.Constant(other)


def _called_otherwise(node: ast.Call) -> Iterator[Replacement]:
    name = getattr(node.func, "id", None)
    if name == "suppress":
        yield "exception", _changed(node, args=[])
    # These raise at once if they are given their arguments the other way round.
    if name in ("cast", "isinstance", "issubclass"):
        return
    for index, (one, two) in enumerate(pairwise(node.args)):
        alike = ast.dump(one) == ast.dump(two)
        if not alike and not isinstance(one, ast.Starred) and not isinstance(two, ast.Starred):
            args = [*node.args[:index], two, one, *node.args[index + 2 :]]
            yield "arguments", _changed(node, args=args)


def _caught_otherwise(node: ast.ExceptHandler) -> Iterator[Replacement]:
    yield "exception", _changed(node, type=ast.Tuple(elts=[], ctx=ast.Load()))
    if isinstance(node.type, ast.Tuple):
        for index in range(len(node.type.elts)):
            fewer = [*node.type.elts[:index], *node.type.elts[index + 1 :]]
            yield "exception", _changed(node, type=ast.Tuple(elts=fewer, ctx=ast.Load()))


def _can_be_left_out(node: ast.AST) -> bool:
    match node:
        case ast.Expr() | ast.AugAssign() | ast.Delete() | ast.Raise():
            return True
        case ast.Assign():
            return all(isinstance(target, STORED) for target in node.targets)
        case ast.AnnAssign():
            return isinstance(node.target, STORED)
        case ast.Return():
            return node.value is None
    return False
