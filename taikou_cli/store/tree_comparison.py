"""Two trees of files → where they differ."""

from taikou_cli.store.file_tree import EntryKind, Tree, TreeEntry


def list_differences(one: Tree, other: Tree) -> tuple[str, ...]:
    """List the paths at which two trees say different things; line ends do not matter.

    Args:
        one: A tree.
        other: Another; a file of it that cannot be read differs.
    """
    ours = {entry.path: entry for entry in one.iter_entries()}
    theirs = {entry.path: entry for entry in other.iter_entries()}
    return tuple(
        path
        for path in sorted(ours.keys() | theirs.keys())
        if not _is_same((one, ours.get(path)), (other, theirs.get(path)))
    )


def _is_same(ours: tuple[Tree, TreeEntry | None], theirs: tuple[Tree, TreeEntry | None]) -> bool:
    contents = []
    for tree, entry in (ours, theirs):
        if entry is None or entry.kind is not EntryKind.FILE:
            return False
        try:
            contents.append(tree.read(entry.path).replace(b"\r\n", b"\n"))
        except OSError:
            return False
    return contents[0] == contents[1]
