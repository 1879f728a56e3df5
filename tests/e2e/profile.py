"""A browser profile that tests share: what makes a boot quick stays, what a user left behind goes."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext

#: Everything that the browser keeps for an origin but its service worker and its caches.
LEFT_BEHIND = "cookies,file_systems,indexeddb,local_storage,shared_storage,storage_buckets,websql"


class Profile:
    """A context for one test after the other."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        # Stays open: a window closes with its last tab, and to open another takes longer than to open a tab.
        self._blank = self.context.new_page()
        self._devtools = self.context.new_cdp_session(self._blank)

    @contextmanager
    def cleared(self, site: str) -> Iterator[BrowserContext]:
        """The context of somebody who was at `site` before, and has nothing of their own there; closes its pages."""
        self._devtools.send(
            "Storage.clearDataForOrigin",
            {"origin": site.removesuffix("/"), "storageTypes": LEFT_BEHIND},
        )
        yield self.context
        for page in self.context.pages:
            if page is not self._blank:
                page.close()
        self.context.unroute_all()
        self.context.clear_permissions()
