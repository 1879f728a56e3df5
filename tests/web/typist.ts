/** Somebody who types a text into the editor's state, key by key. */
import { mock } from "node:test";
import { deleteCharBackward } from "@codemirror/commands";
import { EditorState, type StateCommand, type Transaction } from "@codemirror/state";
import { deletePair } from "../../web/editor/closing.js";
import { newLine } from "../../web/editor/indentation.js";
import { isWebFile, languageOf } from "../../web/editor/languages.js";
import { type, typing } from "../../web/editor/typing.js";
import { webSyntax } from "../../web/editor/web-languages.js";

// The editor gives up on parsing when the clock says so. Here it stands: what is typed does not depend on the machine.
mock.timers.enable({ apis: ["Date"] });

export class Typist {
  state: EditorState;

  constructor(path: string, doc = "") {
    const extensions = [typing, languageOf(path), isWebFile(path) ? webSyntax(path) : []];
    this.state = EditorState.create({ doc, selection: { anchor: doc.length }, extensions });
  }

  get text(): string {
    return this.state.doc.toString();
  }

  /** Where the cursor stands in its line. */
  get column(): number {
    const { head } = this.state.selection.main;
    return head - this.state.doc.lineAt(head).from;
  }

  /** Put the cursor at the offset `at`. */
  select(at: number): this {
    this.state = this.state.update({ selection: { anchor: at } }).state;
    return this;
  }

  press(...keys: string[]): this {
    for (const key of keys) {
      if (key === "Enter") this.run(newLine);
      else if (key === "Backspace") this.#backspace();
      else {
        const plain = this.state.update(this.state.replaceSelection(key), { userEvent: "input.type" });
        this.state = (type(this.state, key).at(-1) ?? plain).state;
      }
    }
    return this;
  }

  run(command: StateCommand): boolean {
    return command({
      state: this.state,
      dispatch: (transaction: Transaction) => {
        this.state = transaction.state;
      },
    });
  }

  #backspace(): void {
    // A command for views, which takes no more of them than other commands do.
    if (!this.run(deletePair)) this.run(deleteCharBackward as unknown as StateCommand);
  }

  /** Type `text` with all of its spaces, as on a typewriter. */
  type(text: string): this {
    return this.press(...Array.from(text, (character) => (character === "\n" ? "Enter" : character)));
  }

  /** Type `text`, and leave the indentation to the editor; where it gives too much or too little, see to that first. */
  typeRelying(text: string): this {
    for (const [index, line] of text.split("\n").entries()) {
      if (index > 0) this.press("Enter");
      const wanted = /^ */.exec(line)?.[0].length ?? 0;
      if (line !== "") {
        while (this.column > wanted) this.press("Backspace");
        while (this.column < wanted) this.press(" ");
      }
      this.type(line.slice(wanted));
    }
    return this;
  }
}
