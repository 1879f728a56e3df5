/** What can be done in the page, as a list that is searched by words. */

export interface Command {
  readonly group: string;
  readonly title: string;
  /** As the user's keyboard has them: `Ctrl+S`. */
  readonly keys?: string;
  /** Left out for keys that are no command: they stand in the list to be known. */
  readonly run?: () => void;
}

/** Those with every word of `query` in group, title or keys, in groups, in the order in which these first occur. */
export function commandGroups(commands: readonly Command[], query: string): Map<string, Command[]> {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const text = `${command.group} ${command.title} ${command.keys ?? ""}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const group = groups.get(command.group);
    if (group) group.push(command);
    else groups.set(command.group, [command]);
  }
  return groups;
}
