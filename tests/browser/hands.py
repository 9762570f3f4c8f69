"""The same things done with a mouse, and by keyboard alone."""

from typing import Any, NamedTuple, TypedDict

from playwright.sync_api import Locator, Page

_MOST = 300
_FAR = 25
"""No control is further than this many presses of Tab from where a page, or a link, leads."""

_STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const isMarked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const on = document.elementFromPoint(box.x + Math.min(4, box.width / 2), Math.min(box.bottom - 1, box.y + 12));
  const isSeen = one === on || one.contains(on) || on?.contains(one);
  return isMarked && isSeen ? "" : one.outerHTML.slice(0, 200);
}"""
"""Finds what is wrong with where the focus is: it has no outline, or something lies over it."""

_WHERE = """(wanted) => {
  const one = document.activeElement;
  if (one === wanted || (wanted.type === "radio" && one.type === "radio" && one.name === wanted.name)) return "here";
  if (!one || one === document.body) return "outside";
  return one.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_FOLLOWING ? "after" : "before";
}"""


class File(TypedDict):
    """A file as a browser is given it."""

    name: str
    mimeType: str
    buffer: bytes


class Mouse(NamedTuple):
    """Clicks."""

    page: Page

    def press(self, control: Locator) -> None:
        control.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, field: Locator, label: str) -> None:
        field.select_option(label=label)

    def tick(self, box: Locator, *, is_on: bool = True) -> None:
        box.set_checked(is_on)

    def give(self, field: Locator, file: File) -> None:
        field.set_input_files(file)

    def save(self) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="保存", exact=True).click()

    def on(self, page: Page) -> "Mouse":
        return Mouse(page)


class Keyboard(NamedTuple):
    """Presses Tab, Shift+Tab, Enter, Space and arrows, and types; each stop is seen."""

    page: Page

    def press(self, control: Locator) -> None:
        self._reach(control)
        self._key("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self._key("Control+a")
        self._key("Delete")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, label: str) -> None:
        self._reach(field)
        self._key("Home")
        for _ in range(field.locator("option").count()):
            if field.evaluate("one => one.selectedOptions[0].label.trim()") == label:
                return
            self._key("ArrowDown")
        raise AssertionError(label)

    def tick(self, box: Locator, *, is_on: bool = True) -> None:
        """Tick a box, or choose among several: Tab leads to one of them, arrows to the others."""
        self._reach(box)
        if box.get_attribute("type") == "radio":
            while not box.evaluate("one => one === document.activeElement"):
                self._key("ArrowDown")
        if box.is_checked() != is_on:
            self._key("Space")

    def give(self, field: Locator, file: File) -> None:
        self._reach(field)
        with self.page.expect_file_chooser() as waiting:
            self._key("Space")
        waiting.value.set_files(file)

    def save(self) -> None:
        with self.page.expect_navigation():
            self._key("Control+Enter")

    def on(self, page: Page) -> "Keyboard":
        return Keyboard(page)

    def walk(self) -> int:
        """Press Tab from the top of a page until it leads out of it; give the number of stops."""
        for stops in range(_MOST):
            self._key("Tab")
            if stops and self.page.evaluate("document.activeElement.matches('body, .skip')"):
                return stops
            self._look()
        raise AssertionError("no way out")

    def _key(self, name: str) -> None:
        self.page.keyboard.press(name)

    def _reach(self, control: Locator) -> None:
        """Go to a control from where the focus is; over what leads each page, if it is outside."""
        control.wait_for()
        self.page.wait_for_load_state()  # until then a page may be without its style
        wanted: Any = control.element_handle()
        if self.page.evaluate(_WHERE, wanted) == "outside":
            self._skip()
        for _ in range(_FAR):
            where = self.page.evaluate(_WHERE, wanted)
            if where == "here":
                return
            self._key("Shift+Tab" if where == "before" else "Tab")
            self._look()
        raise AssertionError(f"too far: {control}")

    def _look(self) -> None:
        wrong = self.page.evaluate(_STOP)
        assert not wrong, wrong

    def _skip(self) -> None:
        self._key("Tab")
        self._look()
        if self.page.evaluate("document.activeElement.matches('.skip')"):
            self._key("Enter")


Hands = Mouse | Keyboard
