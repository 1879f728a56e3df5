/** Completions in Python: by the language tools once they are there, until then by what the file itself holds. */
import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import { globalCompletion, localCompletionSource } from "@codemirror/lang-python";
import { syntaxTree } from "@codemirror/language";
import type { SyntaxNode } from "@lezer/common";
import type { LanguageTools, Option } from "../protocol/language.js";
import { documentation } from "./documentation.js";
import { placeAt } from "./places.js";

const WORD = /[\p{L}\p{N}_]*$/u;
/** Behind these a name is being made up. */
const NAMES_ANEW = /(?:^|[^\w.])(?:def|class|as|for|lambda)\s+$/;
/** Behind these there is a list before a letter is typed. */
const OPENS = /(?:[\w)\]}'"]\s*\.|^\s*(?:from|import)\s+|\bimport\s+(?:[\w, ]*,\s*)?)$/;

const LITERAL = /^(?:String|FormatString|ContinuedString|Comment)$/;

export function pythonCompletion(tools: LanguageTools | null, path: string): CompletionSource {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const word = WORD.exec(before)?.[0] ?? "";
    const lead = before.slice(0, before.length - word.length);
    if (/^\p{N}/u.test(word) || NAMES_ANEW.test(lead) || isLiteral(context)) return null;
    if (word === "" && !context.explicit && !OPENS.test(lead)) return null;
    return tools?.ready ? fromTools(tools, path, context, word, lead) : fromFile(context, lead);
  };
}

async function fromTools(
  tools: LanguageTools,
  path: string,
  { state, pos }: CompletionContext,
  word: string,
  lead: string,
): Promise<CompletionResult | null> {
  const from = pos - word.length;
  // Asked where the word begins, so that the answer holds for all of it.
  const options = await tools.ask({ type: "complete", ...placeAt(state.doc, path, from) });
  const imported = /\bimport\s[^;]*$/.test(lead) && /^\s*from\b/.test(lead);
  return options && result(tools, options, { from, word, imported });
}

function result(
  tools: LanguageTools,
  options: Option[],
  { from, word, imported }: { from: number; word: string; imported: boolean },
): CompletionResult {
  // What begins so is for nobody else, until it is asked for.
  const hidden = word.startsWith("_");
  return {
    from,
    options: options
      .filter(({ name }) => name.startsWith("_") === hidden)
      .map(({ name, kind }) => completion(tools, name, kind, imported)),
    validFor: hidden ? /^_\w*$/ : /^(?!_)[\p{L}\p{N}_]*$/u,
  };
}

const KINDS: Record<string, string> = { instance: "", statement: "", param: "", path: "" };

function completion(tools: LanguageTools, name: string, kind: string, imported: boolean): Completion {
  const info = async () => {
    const found = await tools.ask({ type: "describe", name });
    return found && documentation(found);
  };
  const boost = imported && kind === "module" ? -10 : name.endsWith("=") ? 10 : 0;
  return { label: name, detail: KINDS[kind] ?? kind, boost, ...(kind !== "keyword" && { info }) };
}

/** The names of the file and of Python itself, which say nothing about what stands behind a dot or in a module. */
async function fromFile(context: CompletionContext, lead: string): Promise<CompletionResult | null> {
  if (/\.\s*$/.test(lead) || /^\s*(?:from|import)\b/.test(lead)) return null;
  const found = [localCompletionSource(context), await globalCompletion(context)].filter((each) => each !== null);
  const [first] = found;
  return first ? { ...first, options: found.flatMap((each) => each.options) } : null;
}

/** Whether the cursor is in a string or a comment, but not in what a format string puts in. */
function isLiteral({ state, pos }: CompletionContext): boolean {
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, -1); node; node = node.parent) {
    if (node.name === "FormatReplacement") return false;
    if (LITERAL.test(node.name)) return pos > node.from;
  }
  return false;
}
