"""Many files are read on all cores, with what one core would read."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor

import pytest

from taikou_cli.store import document_reading
from taikou_cli.store.document_reading import read_document, read_documents

RAWS = [
    f"item: {number}\ntitle: 項目{number}\n".encode("cp932" if number % 50 == 0 else "utf-8")
    for number in range(document_reading.FEWEST_FILES)
]
ALL = [read_document(raw) for raw in RAWS]


@pytest.fixture
def read_here(monkeypatch):
    """Two cores; the files that the process itself has read."""
    here = []

    def note(raw):
        here.append(raw)
        return read_document(raw)

    monkeypatch.setattr(document_reading, "_count_cores", lambda: 2)
    monkeypatch.setattr(document_reading, "read_document", note)
    return here


def test_another_process_reads_nearly_half_of_the_files_and_their_order_is_kept(read_here):
    readings = read_documents(RAWS)
    assert len(RAWS) * 0.5 < len(read_here) < len(RAWS) * 0.6
    assert readings == ALL
    assert readings[1].data == {"item": 1, "title": "項目1"}
    assert readings[50].faults[0].kind == "not-utf8"


def test_few_files_are_read_by_one_process(read_here):
    assert read_documents(RAWS[1:]) == ALL[1:]
    assert read_here == RAWS[1:]


def test_a_thread_beside_others_divides_no_process(read_here):
    """A server answers in threads: a process that one of them divides can wait without end."""
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(read_documents, RAWS).result() == ALL
    assert read_here == RAWS


def test_where_no_second_process_is_to_be_had_one_reads_all(read_here, monkeypatch):
    def refuse(_process):
        raise OSError("no more processes here")

    monkeypatch.setattr(multiprocessing.Process, "start", refuse)
    assert read_documents(RAWS) == ALL
    assert read_here == RAWS


def test_when_the_second_process_is_ended_from_outside_one_reads_all(read_here, monkeypatch):
    start = multiprocessing.Process.start

    def start_and_end(process):
        start(process)
        process.kill()
        process.join()

    monkeypatch.setattr(multiprocessing.Process, "start", start_and_end)
    assert read_documents(RAWS) == ALL
    assert read_here[-len(RAWS) :] == RAWS


def test_where_processes_begin_anew_as_on_windows_the_same_is_read(read_here, monkeypatch):
    monkeypatch.setattr(multiprocessing, "Process", multiprocessing.get_context("spawn").Process)
    assert read_documents(RAWS) == ALL
    assert len(read_here) < len(RAWS)


def test_no_process_is_left_when_reading_is_broken_off(monkeypatch):
    monkeypatch.setattr(document_reading, "_count_cores", lambda: 2)

    def break_off(_raw):
        raise KeyboardInterrupt

    monkeypatch.setattr(document_reading, "read_document", break_off)
    with pytest.raises(KeyboardInterrupt):
        read_documents(RAWS)
    for process in multiprocessing.active_children():
        process.join(10)
    assert not multiprocessing.active_children()
