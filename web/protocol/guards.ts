/** Type guards for what arrives from another thread: a message is not trusted before one of these has read it. */
import type { HeaderList, LastFrame, RequestFrame, RequestHead, ResponseFrame, ResponseHead } from "./http.js";
import {
  type AnsweredRequest,
  BOOT_STAGES,
  type BootOptions,
  type ConsoleEntry,
  type FromRuntime,
  LOG_LEVELS,
  type RelayRequest,
  type StopQuery,
  type ToRuntime,
  type ToServiceWorker,
} from "./messages.js";
import {
  type Fix,
  type FixChange,
  type LoadOutcome,
  type Place,
  type Problem,
  PROBLEM_KINDS,
  type ProblemFrame,
  type Project,
  type ProjectChange,
  type Rule,
} from "./project.js";
import { isPreviewId } from "./urls.js";

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isText = (value: unknown): value is string => typeof value === "string";
const isCount = (value: unknown): value is number => typeof value === "number" && value >= 0;
const isListOf = <Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] =>
  Array.isArray(value) && value.every(isItem);
const isBytes = (value: unknown): boolean => value instanceof Uint8Array;
const isUrl = (value: unknown): value is string => isText(value) && URL.canParse(value);

const isHeaderList = (value: unknown): value is HeaderList =>
  Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText));

export const isRequestHead = (value: unknown): value is RequestHead =>
  isFields(value) && isText(value.method) && isUrl(value.url) && isHeaderList(value.headers);

export const isResponseHead = (value: unknown): value is ResponseHead =>
  isFields(value) && Number.isInteger(value.status) && isText(value.statusText) && isHeaderList(value.headers);

export function isRequestFrame(value: unknown): value is RequestFrame {
  if (!isFields(value)) return false;
  if (value.type === "body") return isBytes(value.chunk);
  return value.type === "body-end" || value.type === "pull" || value.type === "cancel";
}

export function isResponseFrame(value: unknown): value is ResponseFrame {
  if (!isFields(value)) return false;
  if (value.type === "head") return isResponseHead(value.head);
  if (value.type === "chunk") return isBytes(value.chunk);
  return value.type === "accepted" || value.type === "end" || isLastFrame(value);
}

export const isLastFrame = (value: unknown): value is LastFrame =>
  isFields(value) && (value.type === "stopped" || (value.type === "failed" && isText(value.message)));

export const isRelayRequest = (value: unknown): value is RelayRequest =>
  isFields(value) &&
  value.type === "flask-playground:request" &&
  isPreviewId(value.previewId) &&
  isRequestHead(value.head);

export const isStopQuery = (value: unknown): value is StopQuery =>
  isFields(value) && value.type === "flask-playground:stop-requested" && isPreviewId(value.previewId);

export const isToServiceWorker = (value: unknown): value is ToServiceWorker =>
  isFields(value) && (value.type === "flask-playground:claim" || value.type === "flask-playground:keep");

export function isToRuntime(value: unknown): value is ToRuntime {
  if (!isFields(value)) return false;
  switch (value.type) {
    case "boot":
      return isBootOptions(value.options);
    case "load":
      return isCount(value.id) && isProject(value.project);
    case "update":
      return isCount(value.id) && isProjectChange(value.change);
    case "ping":
    case "stop":
      return isCount(value.id);
    case "request":
      return isCount(value.id) && isRequestHead(value.head);
    case "trial-load":
      return isCount(value.id) && isProject(value.project);
    case "trial-request":
      return isCount(value.id) && isRequestHead(value.head) && isBytes(value.body);
    default:
      return false;
  }
}

const isBootOptions = (value: unknown): value is BootOptions =>
  isFields(value) &&
  isPreviewId(value.previewId) &&
  isUrl(value.assets) &&
  isUrl(value.scope) &&
  (value.cookies === null || isText(value.cookies));

const isFiles = (value: unknown): value is Project["files"] =>
  isFields(value) && Object.values(value).every((content) => isText(content) || isBytes(content));

const isProject = (value: unknown): value is Project =>
  isFields(value) &&
  isText(value.name) &&
  isFiles(value.files) &&
  isText(value.app) &&
  typeof value.debug === "boolean";

const isProjectChange = (value: unknown): value is ProjectChange =>
  isFields(value) && isFiles(value.files) && Array.isArray(value.removed) && value.removed.every(isText);

/** In full: what an application's own Python sends from the worker comes here, too. */
export function isFromRuntime(value: unknown): value is FromRuntime {
  if (!isFields(value)) return false;
  switch (value.type) {
    case "progress":
      return BOOT_STAGES.some((stage) => stage === value.stage) && isCount(value.loaded) && isCount(value.total);
    case "ready":
      return isText(value.python) && typeof value.snapshot === "boolean";
    case "loaded":
      return isCount(value.id) && isLoadOutcome(value.outcome);
    case "pong":
    case "served":
      return isCount(value.id);
    case "trial-loaded":
      return isCount(value.id) && isLoadOutcome(value.outcome) && isConsole(value.console);
    case "trial-response":
      return isCount(value.id) && isResponseHead(value) && isBytes(value.body) && isConsole(value.console);
    case "trial-failed":
      return isCount(value.id) && isText(value.message);
    case "console":
      return isConsoleEntry(value.entry);
    case "problem":
      return isAnsweredRequest(value.request) && isProblem(value.problem);
    case "cookies":
      return isText(value.jar);
    case "crashed":
      return isText(value.message);
    case "failed":
      return isText(value.message) && isText(value.hint);
    default:
      return false;
  }
}

const isConsole = (value: unknown): boolean => Array.isArray(value) && value.every(isConsoleEntry);

function isConsoleEntry(value: unknown): value is ConsoleEntry {
  if (!isFields(value)) return false;
  switch (value.kind) {
    case "output":
      return (value.stream === "stdout" || value.stream === "stderr") && isText(value.text);
    case "log":
      return (
        LOG_LEVELS.some((level) => level === value.level) &&
        [value.logger, value.text, value.traceback].every(isText) &&
        isListOf(value.frames, isProblemFrame) &&
        isCount(value.time)
      );
    case "access":
      return (
        [value.method, value.path].every(isText) &&
        typeof value.document === "boolean" &&
        (value.download === undefined || isText(value.download)) &&
        [value.status, value.size, value.duration, value.time].every(isCount)
      );
    default:
      return false;
  }
}

const isLoadOutcome = (value: unknown): value is LoadOutcome =>
  isFields(value) &&
  (value.ok === true
    ? isText(value.app) && isListOf(value.rules, isRule) && isListOf(value.warnings, isProblem)
    : value.ok === false && isProblem(value.problem));

const isRule = (value: unknown): value is Rule =>
  isFields(value) && isText(value.rule) && isText(value.endpoint) && isListOf(value.methods, isText);

const isAnsweredRequest = (value: unknown): value is AnsweredRequest =>
  isFields(value) &&
  [value.method, value.path].every(isText) &&
  isCount(value.status) &&
  typeof value.document === "boolean";

const isProblem = (value: unknown): value is Problem =>
  isFields(value) &&
  PROBLEM_KINDS.some((kind) => kind === value.kind) &&
  [value.title, value.message, value.hint, value.traceback].every(isText) &&
  isListOf(value.frames, isProblemFrame) &&
  (value.place === undefined || isPlace(value.place)) &&
  isListOf(value.fixes, isFix) &&
  (value.docs === undefined || isText(value.docs));

const isProblemFrame = (value: unknown): value is ProblemFrame =>
  isFields(value) && isPlace(value.place) && isText(value.function);

const isFix = (value: unknown): value is Fix =>
  isFields(value) && isText(value.label) && isListOf(value.changes, isFixChange);

function isFixChange(value: unknown): value is FixChange {
  if (!isFields(value)) return false;
  switch (value.type) {
    case "write":
      return isText(value.path) && isText(value.content);
    case "replace":
      return isText(value.text) && isPlace(value) && isWhole(value);
    case "move":
      return isText(value.path) && isText(value.to);
    case "setting":
      return value.name === "app" ? isText(value.value) : value.name === "debug" && typeof value.value === "boolean";
    default:
      return false;
  }
}

const isPlace = (value: unknown): value is Place =>
  isFields(value) &&
  isText(value.path) &&
  isCount(value.line) &&
  [value.column, value.endLine, value.endColumn].every((number) => number === undefined || isCount(number));

const isWhole = ({ column, endLine, endColumn }: Place): boolean =>
  [column, endLine, endColumn].every((number) => number !== undefined);
