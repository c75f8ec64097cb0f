"""What the store holds as a tree: year, department, unit, project; with a filter that takes sounds and initials too.

Owns the tree's look and its filter. Choosing a project asks for its summary, like any other question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static, Tree
from textual.widgets.tree import TreeNode

from assistant.tui.commands.binding import bindings_of, localise
from assistant.tui.commands.finding import matches
from assistant.tui.messages import Asked, FormWanted
from assistant.tui.plain import one_line
from assistant.tui.texts import Texts
from store.evaluations import ProjectRow

MOST_OPEN = 40  # forms; with more, only the years stand open


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the tree has it."""

    id: int
    name: str
    year: int | None
    department: str
    unit: str


class FormTree(Tree[Form]):
    """Without guides and arrows: their width is one that terminals disagree on."""

    CONTEXT = "tree"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("tree")
    ICON_NODE = "+ "
    ICON_NODE_EXPANDED = "- "

    def __init__(self, texts: Texts) -> None:
        super().__init__(Text(""))
        localise(self, texts)
        self.show_root = self.show_guides = False
        self.guide_depth = 2

    def action_show_form(self) -> None:
        node = self.cursor_node
        if node is not None and node.data is not None:
            self.post_message(FormWanted(node.data.id))


class FilterLine(Input):
    """What is typed filters the tree; down and Enter go into it."""

    CONTEXT = "tree"

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("down", "enter") and self.parent is not None:
            event.stop()
            event.prevent_default()
            self.parent.query_one(FormTree).focus()


class ProjectTree(Vertical):
    """The side panel: a heading with the number of forms, a filter, and the forms."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._forms: tuple[Form, ...] = ()
        self._of_name: Counter[str] = Counter()
        self._place = ""  # what all offices begin with

    def compose(self) -> ComposeResult:
        yield Static(self._texts("project_list", count=0), classes="panel-title", markup=False)
        yield FilterLine(placeholder=self._texts("filter"), compact=True)
        yield FormTree(self._texts)

    def show(self, forms: Sequence[Form]) -> None:
        """Fill the tree with the forms that the store holds."""
        self._forms = tuple(forms)
        self._of_name = Counter(form.name for form in forms)
        self._place = common_place([office for form in forms for office in (form.department, form.unit) if office])
        self._fill(self.query_one(FilterLine).value)

    def speak(self) -> None:
        """Word it anew: the language of the texts has changed."""
        self.query_one(FilterLine).placeholder = self._texts("filter")
        localise(self.query_one(FormTree), self._texts)
        self._fill(self.query_one(FilterLine).value)

    def focus_tree(self) -> None:
        self.query_one(FormTree).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    def on_tree_node_selected(self, event: Tree.NodeSelected[Form]) -> None:
        event.stop()
        form = event.node.data
        if form is not None and form.name:
            self.post_message(Asked(self._question(form)))

    def _fill(self, typed: str) -> None:
        found = [form for form in self._forms if _found(form, typed)]
        title = self._texts("project_list", count=len(self._forms))
        if typed.strip():
            title = self._texts("project_found", count=len(self._forms), found=len(found))
        self.query_one(Static).update(Content(title))
        tree = self.query_one(FormTree)
        tree.clear()
        whole = bool(typed.strip()) or len(self._forms) <= MOST_OPEN
        for form in sorted(found, key=_order):
            node = self._under(tree.root, form, whole)
            node.add_leaf(Text(form.name or self._texts("unnamed")), form)
        tree.root.expand()
        tree.cursor_line = 0 if found else -1

    def _under(self, node: TreeNode[Form], form: Form, whole: bool) -> TreeNode[Form]:
        """The node that a form belongs under: its year, department and unit, the last two once where they are one."""
        year = str(form.year) if form.year is not None else self._texts("no_year")
        offices = [office for office in dict.fromkeys((form.department, form.unit)) if office]
        shown = [office.removeprefix(self._place) for office in offices]
        for depth, label in enumerate((year, *shown)):
            last = node.children[-1] if node.children else None
            if last is None or str(last.label) != label or not last.allow_expand:
                last = node.add(Text(label), expand=whole or depth == 0)
            node = last
        return node

    def _question(self, form: Form) -> str:
        """The year is named only where the project has a form for more than one."""
        if self._of_name[form.name] > 1 and form.year is not None:
            return self._texts("ask_summary_of_year", name=form.name, year=form.year)
        return self._texts("ask_summary", name=form.name)


def form_of(project: ProjectRow) -> Form:
    """A form of the store as the tree has it, its texts safe to draw."""
    name, department, unit = (one_line(text or "") for text in (project.project_name, project.department, project.unit))
    return Form(project.id, name, project.year, department, unit)


def common_place(offices: Sequence[str]) -> str:
    """What the names of all offices begin with (云州市青湖区), as far as it is a place; "" for a single office."""
    names = sorted(set(offices))
    if len(names) < 2:
        return ""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(names[0], names[-1], strict=False))
    common = "".join(character for character, _ in same)
    end = max(common.rfind(character) for character in "省市区县旗州") + 1
    return common[:end] if all(len(name) > end for name in names) else ""


def _found(form: Form, typed: str) -> bool:
    words = [str(form.year or ""), form.department, form.unit, form.name]
    return all(any(matches(part, word) for word in words) for part in typed.split())


def _order(form: Form) -> tuple[int, str, str]:
    return (-(form.year or 0), form.department, form.unit)
