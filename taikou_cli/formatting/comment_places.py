"""Which key or item a comment belongs to, so that it stays with it wherever that goes."""

from bisect import bisect_right
from collections.abc import Iterator

from taikou_cli.formatting.comments import Comment
from taikou_cli.formatting.source_tree import Collection, Entry, SourceTree


def attach_comments(tree: SourceTree) -> None:
    """Give every comment of a tree to the entry or the collection that it belongs to."""
    _Attachment(tree).attach_all()


class _Attachment:
    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        # Comments in a row never go deeper again: else they would change places.
        self._column = 0
        self._before = 0

    def attach_all(self) -> None:
        entries = self._tree.entries
        starts = [entry.start for entry in entries]
        for comment in self._tree.comments:
            before = bisect_right(starts, comment.start)
            following = entries[before] if before < len(entries) else None
            if not before:
                self._tree.head.append(comment)
            elif not comment.own_line:
                _put_beside(_owner_on_line(entries[before - 1], comment), comment)
            else:
                self._attach_own_line(comment, before, following)

    def _attach_own_line(self, comment: Comment, before: int, following: Entry | None) -> None:
        previous = self._tree.entries[before - 1]
        column = min(comment.column, self._column) if before == self._before else comment.column
        self._column, self._before = column, before
        if _comes_before_value(comment, previous):
            previous.above.append(comment)
        elif flow := _innermost_flow(previous, comment):
            _attach_in_flow(comment, flow, following)
        else:
            self._places(column, previous, following).append(comment)

    def _places(self, column: int, previous: Entry, following: Entry | None) -> list[Comment]:
        """Choose by indentation: what is indented more than the next entry belongs to what ended."""
        if following and (column <= following.column or following.parent.owner is previous):
            return following.above
        if column > previous.column and _may_have_below(previous):
            return previous.below
        going_on = list(_iter_around(following)) if following else []
        for collection in _iter_around(previous):
            if any(collection is other for other in going_on):
                break
            if not collection.flow and collection.column <= column:
                return collection.foot
        if following:
            return following.above
        root = self._tree.root
        return root.foot if isinstance(root, Collection) else self._tree.head


def _comes_before_value(comment: Comment, entry: Entry) -> bool:
    value = entry.value
    return value.start > comment.start and not (isinstance(value, Collection) and value.entries)


def _may_have_below(entry: Entry) -> bool:
    """Below a block of text a comment would be taken for one more line of it."""
    if entry.parent.flow:
        return False
    if isinstance(entry.value, Collection):
        return not entry.value.entries
    return "\n" not in entry.value.value


def _iter_around(entry: Entry) -> Iterator[Collection]:
    around: Entry | None = entry
    while around:
        yield around.parent
        around = around.parent.owner


def _innermost_flow(previous: Entry, comment: Comment) -> Collection | None:
    inner = [previous.value] if isinstance(previous.value, Collection) else []
    for collection in (*inner, *_iter_around(previous)):
        if collection.flow and collection.start < comment.start < collection.end:
            return collection
    return None


def _attach_in_flow(comment: Comment, flow: Collection, following: Entry | None) -> None:
    if following and following.start < flow.end:
        following.above.append(comment)
    elif flow.entries or flow.owner is None:
        flow.foot.append(comment)
    else:
        flow.owner.above.append(comment)


def _owner_on_line(previous: Entry, comment: Comment) -> Entry:
    """Find the entry whose line a comment ends: after a closed bracket, the key before it."""
    while previous.parent.flow and previous.parent.end <= comment.start:
        if previous.parent.owner is None:
            break
        previous = previous.parent.owner
    return previous


def _put_beside(entry: Entry, comment: Comment) -> None:
    if entry.beside:
        entry.above.append(entry.beside)
    entry.beside = comment
