/**
 * A frame shares the tab's history: each page that a link in it leads to makes an entry, and the browser's Back then takes
 * it back by a page instead of the user by a project. The preview has a history of its own.
 */

/**
 * Have links, forms sent by GET and scripts of `page` put the next document in the place of this one, as far as the browser
 * can be told. A form sent by POST makes its entry, and so does `history.pushState`, whose entry the page itself wants.
 */
export function makeNoEntries(page: Window): void {
  const navigation = (page as { navigation?: Navigation }).navigation;
  navigation?.addEventListener("navigate", (event) => {
    const { navigationType, formData, downloadRequest, destination, cancelable } = event;
    if (navigationType !== "push" || formData || downloadRequest !== null || destination.sameDocument) return;
    if (!cancelable) return;
    event.preventDefault();
    navigation.navigate(destination.url, { history: "replace" });
  });
}
