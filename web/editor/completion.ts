/**
 * The list of completions stays out of the way: Enter is a new line unless the arrow keys chose from the list, Tab takes what they
 * chose or else the first, and for a word that is complete there is no list.
 */
import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  type CompletionResult,
  type CompletionSource,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
  setSelectedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { EditorState, type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import { type Command, EditorView, keymap } from "@codemirror/view";

/** The list, fed by `sources`. */
export function completing(sources: readonly CompletionSource[]): Extension {
  return [
    autocompletion({
      override: sources.map(untilComplete),
      icons: false,
      selectOnOpen: false,
      defaultKeymap: false,
      interactionDelay: 0,
      activateOnTypingDelay: 20,
      filterStrict: true,
    }),
    unchosenByTyping,
    wanted,
    acceptOnceThere,
    Prec.highest(
      keymap.of([
        { key: "Ctrl-Space", mac: "Ctrl-Space", run: startCompletion },
        { key: "Escape", run: closeCompletion },
        { key: "ArrowDown", run: moveCompletionSelection(true) },
        { key: "ArrowUp", run: moveCompletionSelection(false) },
        { key: "Enter", run: acceptCompletion },
        { key: "Tab", run: acceptFirst },
      ]),
    ),
  ];
}

const acceptFirst: Command = (view: EditorView) => {
  const status = completionStatus(view.state);
  if (status === null) return false;
  if (accept(view)) return true;
  // A list that is about to come was meant: nobody indents behind half a word.
  if (status === "active" || !/\w/.test(wordBefore(view.state))) return false;
  view.dispatch({ effects: want.of(true) });
  return true;
};

function accept(view: EditorView): boolean {
  if ((selectedCompletionIndex(view.state) ?? -1) < 0) view.dispatch({ effects: setSelectedCompletion(0) });
  return acceptCompletion(view);
}

const want = StateEffect.define<boolean>();

/** Whether Tab was pressed before the list came, and nothing since. */
const wanted = StateField.define<boolean>({
  create: () => false,
  update: (value, { docChanged, selection, effects }) =>
    effects.reduce((last, effect) => (effect.is(want) ? effect.value : last), value && !docChanged && !selection),
});

const acceptOnceThere = EditorView.updateListener.of(({ state, view }) => {
  if (!state.field(wanted) || completionStatus(state) === "pending") return;
  // A view cannot be changed while it is told of a change.
  queueMicrotask(() => {
    if (view.state !== state) return;
    view.dispatch({ effects: want.of(false) });
    accept(view);
  });
});

const wordBefore = (state: EditorState): string =>
  state.sliceDoc(Math.max(0, state.selection.main.head - 1), state.selection.main.head);

/** Who types on after a choice by arrow key has not taken it. */
const unchosenByTyping = EditorState.transactionExtender.of((transaction) => {
  const chosen = selectedCompletionIndex(transaction.startState) ?? -1;
  return chosen >= 0 && transaction.isUserEvent("input.type") ? { effects: setSelectedCompletion(-1) } : null;
});

function untilComplete(source: CompletionSource): CompletionSource {
  return (context) => {
    const settle = (result: CompletionResult | null): CompletionResult | null => {
      if (!result || context.explicit) return result;
      return isComplete(result, context.state.sliceDoc(result.from, context.pos)) ? null : closingWhenComplete(result);
    };
    const result = source(context);
    return result instanceof Promise ? result.then(settle) : settle(result);
  };
}

function closingWhenComplete({ validFor, ...result }: CompletionResult): CompletionResult {
  return {
    ...result,
    update(current, from, to, context) {
      const text = context.state.sliceDoc(from, to);
      if (!validFor || !isValid(validFor, text, from, to, context.state)) return null;
      // The options of `result`: those of `current` are gone once a word was complete, and grown by a letter.
      return isComplete(result, text)
        ? { ...current, from, options: [] }
        : { ...current, from, options: result.options };
    },
  };
}

function isValid(
  validFor: NonNullable<CompletionResult["validFor"]>,
  text: string,
  from: number,
  to: number,
  state: EditorState,
): boolean {
  if (typeof validFor === "function") return validFor(text, from, to, state);
  return new RegExp(`^(?:${validFor.source})$`, validFor.flags).test(text);
}

const isComplete = ({ options }: CompletionResult, word: string): boolean =>
  word !== "" && options.some(({ label, apply }) => (typeof apply === "string" ? apply : label) === word);
