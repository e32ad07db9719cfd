"""Where links lead that a command prints: to the address at which ./scripts/start last served the same data."""

import importlib.util

import pytest
from django.conf import settings

PROJECT = settings.ROOT / "scripts" / "lib" / "project.py"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The module of the scripts, with data of its own."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("PORT", raising=False)
    spec = importlib.util.spec_from_file_location("project_of_the_scripts", PROJECT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("port", "address"), [(None, "http://localhost:8000"), ("8123", "http://localhost:8123")])
def test_before_the_first_start_it_is_where_a_start_would_serve(project, monkeypatch, port, address):
    if port:
        monkeypatch.setenv("PORT", port)

    assert project.last_address() == address


def test_it_is_where_the_last_start_served_whatever_the_port_is_now(project, monkeypatch):
    project.remember_address("http://localhost:8001")
    project.remember_address("https://book.example.com")
    monkeypatch.setenv("PORT", "8123")

    assert project.last_address() == "https://book.example.com"


def test_each_data_directory_remembers_its_own(project, tmp_path, monkeypatch):
    project.remember_address("http://localhost:8001")

    monkeypatch.setenv("DATA_DIR", str(tmp_path / "another"))

    assert project.last_address() == "http://localhost:8000"


def test_a_file_of_another_user_is_replaced_and_not_written_into(project, tmp_path):
    theirs = tmp_path / "address"
    theirs.write_text("http://localhost:1")
    inode = theirs.stat().st_ino
    with theirs.open() as held_open:  # so that its inode is not given out again
        project.remember_address("http://localhost:8001")

        assert held_open.read() == "http://localhost:1"
    assert theirs.stat().st_ino != inode
    assert project.last_address() == "http://localhost:8001"
