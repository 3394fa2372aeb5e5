"""What is printed for whoever looks after the server. nginx itself checks it where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.workbench.access.access import Choices
from pipeline.workbench.access.errors import BadHostName
from pipeline.workbench.access.how import how_to_serve

HOST = "interviews.example.ac.uk"
CHOICES = [
    Choices("coder", HOST, "passwords"),
    Choices("ethics", HOST, "proxy", user_header="X-Shib-Name"),
    Choices("public", HOST),
]


@pytest.mark.parametrize("choices", CHOICES)
def test_it_has_the_values_of_this_study(choices: Choices) -> None:
    """Name, port, role and folder are filled in, and the words of searches are written into no log."""
    text = how_to_serve(Path("/srv/y tŷ/100%"), 8123, choices, release=2)
    assert f"server_name {HOST};" in text
    assert "proxy_pass http://127.0.0.1:8123;" in text
    assert f'serve "/srv/y tŷ/100%%" --port 8123 --role {choices.role} --host-name {HOST}' in text
    assert "--release 2" in text
    assert text.count("access_log off;") == 2


def test_passwords_are_tried_slowly_and_names_are_the_proxys() -> None:
    """The sign-in page has a limit; a header that names somebody is the proxy's own, or empty."""
    by_password, by_proxy, public = (how_to_serve(Path("/srv/study"), 8001, choices) for choices in CHOICES)
    assert "location = /-/login {\n        limit_req" in by_password
    assert "limit_req_zone" not in by_proxy + public
    assert 'proxy_set_header X-Remote-User "";' in by_password and 'proxy_set_header X-Llais-Proxy "";' in by_password
    assert "proxy_set_header X-Shib-Name $remote_user;" in by_proxy and "--user-header X-Shib-Name" in by_proxy
    assert f"{Path(sys.executable).with_name('llais')} accounts /srv/study proxy > " in by_proxy
    assert "/-/login" not in public and "auth_basic" not in public


@pytest.mark.parametrize("choices", CHOICES)
def test_whoever_goes_step_by_step_has_what_the_next_step_asks_for(choices: Choices) -> None:
    """The files are numbered; nginx refuses a block whose secret is not there yet, so that comes first."""
    text = how_to_serve(Path("/srv/y tŷ"), 8123, choices)
    steps = [line.rpartition("/")[2] for line in text.splitlines() if line[:2] == "# " and line[3:4] == "."]
    first = ["llais-8123.secret"] if choices.sign_in == "proxy" else []
    assert steps == [*first, "llais-8123.conf", "llais-8123.service"]
    assert [f"# {n}. " in text for n in range(1, len(steps) + 1)] == [True] * len(steps)
    assert "accounts '/srv/y tŷ' proxy" in text or not first


def test_only_tries_are_slowed_down() -> None:
    """A team behind one address opens the sign-in page at once: nginx counts what has no key not at all."""
    text = how_to_serve(Path("/srv/study"), 8123, CHOICES[0])
    assert 'map $request_method $llais_8123_tries {\n    default "";\n    POST $binary_remote_addr;\n}' in text
    assert "limit_req_zone $llais_8123_tries zone=llais_8123:1m" in text


def test_without_a_name_there_is_nothing_to_say() -> None:
    """The name is what the certificate is for."""
    with pytest.raises(BadHostName, match="--host-name"):
        how_to_serve(Path("/srv/study"), 8001, Choices("coder"))


@pytest.mark.skipif(shutil.which("nginx") is None or shutil.which("openssl") is None, reason="needs nginx and openssl")
@pytest.mark.parametrize("choices", CHOICES)
def test_nginx_takes_it(choices: Choices, tmp_path: Path) -> None:
    """The printed block is a configuration that nginx accepts."""
    files = how_to_serve(tmp_path, 8123, choices).split("\n# ")
    block = next(one for one in files if "server {" in one).partition("\n")[2]
    certificate = ["-keyout", str(tmp_path / f"{HOST}.key"), "-out", str(tmp_path / f"{HOST}.pem")]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}", *certificate]
    subprocess.run(made, check=True, capture_output=True)
    (tmp_path / "llais-8123.secret").write_text('proxy_set_header X-Llais-Proxy "secret";')
    (tmp_path / "llais-8123.htpasswd").touch()
    for folder in ("/etc/ssl/certs", "/etc/ssl/private", "/etc/nginx", "/var/log/nginx"):
        block = block.replace(folder, str(tmp_path))
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid; events {{}} http {{ {block} }}", encoding="utf-8")
    told = subprocess.run(
        ["nginx", "-t", "-c", str(tmp_path / "nginx.conf"), "-g", f"error_log {tmp_path}/log;"],
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
