"""How the pages are served to a network: nginx with TLS in front, and a unit of systemd that keeps llais running."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from string import Template

from pipeline.workbench.access.access import PASSWORDS, PROXY, Choices
from pipeline.workbench.access.errors import BadHostName
from pipeline.workbench.access.open import LOG_IN
from pipeline.workbench.access.proxy import SECRET_HEADER, USER_HEADER

_BY_PASSWORD = Template(
    """
    location = $log_in {
        limit_req zone=llais_$port burst=10 nodelay;
        limit_req_status 429;
        proxy_pass http://127.0.0.1:$port;
    }"""
)
# Only tries are counted: a whole team behind one address may open the page at once.
_LIMIT = Template(
    """\
map $$request_method $$llais_${port}_tries {
    default "";
    POST $$binary_remote_addr;
}
limit_req_zone $$llais_${port}_tries zone=llais_$port:1m rate=20r/m;

"""
)
_BY_PROXY = Template(
    """
    # Who signs in, and how, is decided here. In place of the next two lines put your organisation's own sign-in,
    # such as auth_request or Shibboleth, and its variable in place of $$remote_user. To keep these, write that file,
    # each name as llais accounts has it: htpasswd -B -c /etc/nginx/llais-$port.htpasswd "Mair Rhys"; others without -c.
    auth_basic "$host";
    auth_basic_user_file /etc/nginx/llais-$port.htpasswd;
    include /etc/nginx/llais-$port.secret;"""
)
_NGINX = Template(
    """\
# $number. /etc/nginx/conf.d/llais-$port.conf
#    $host in front of llais. Change where the certificate is, then: nginx -t && systemctl reload nginx
${limit}server {
    listen 80;
    listen [::]:80;
    server_name $host;
    access_log off;
    return 301 https://$host$$request_uri;
}

server {
    listen 443 ssl;
    listen [::]:443 ssl;
    server_name $host;
    ssl_certificate /etc/ssl/certs/$host.pem;
    ssl_certificate_key /etc/ssl/private/$host.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    add_header Strict-Transport-Security "max-age=31536000" always;
    server_tokens off;

    # Addresses hold the words that people search for, and pages what participants said: neither is left on this disk.
    access_log off;
    error_log /var/log/nginx/llais-$port.log crit;
    proxy_max_temp_file_size 0;
    client_max_body_size 256k;
    client_body_buffer_size 256k;
    gzip off;

    proxy_http_version 1.1;
    proxy_set_header Host $$http_host;
    proxy_set_header Connection "";
    proxy_set_header Authorization "";
    proxy_set_header $user_header $user;
$no_secret$sign_in
    location / {
        proxy_pass http://127.0.0.1:$port;
    }
}
"""
)
_SYSTEMD = Template(
    """\
# $number. /etc/systemd/system/llais-$port.service
#    llais itself, as a user who owns the study's folder and nothing else; then: systemctl enable --now llais-$port
[Unit]
Description=llais for $host
After=network.target

[Service]
User=llais
UMask=0077
Environment=LLAIS_ACTOR="$host"
ExecStart=$command
Restart=on-failure
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ReadWritePaths=$folder
IPAddressDeny=any
IPAddressAllow=localhost

[Install]
WantedBy=multi-user.target
"""
)
_SECRET = Template(
    """\
# $number. /etc/nginx/llais-$port.secret
#    One line that tells llais that it is this nginx which speaks. Make it so that only root may read it:
#    (umask 077; $llais accounts $quoted_folder proxy > /etc/nginx/llais-$port.secret)
"""
)


def how_to_serve(folder: Path, port: int, choices: Choices, release: int = 0) -> str:
    """Write the files that serve the study in `folder` under the name chosen. Raises BadHostName without one."""
    if not choices.host_name:
        raise BadHostName("Say under which name the pages are to be served: --host-name interviews.example.ac.uk")
    by_proxy = choices.sign_in == PROXY
    values = {
        "host": choices.host_name,
        "port": str(port),
        "log_in": LOG_IN,
        "user_header": choices.user_header,
        "user": "$remote_user" if by_proxy else '""',
        "no_secret": "" if by_proxy else f'    proxy_set_header {SECRET_HEADER} "";\n',
        "folder": _for_systemd(str(folder)),
        "llais": shlex.quote(_llais()),
        "quoted_folder": shlex.quote(str(folder)),
        "command": " ".join(_for_systemd(part) for part in _command(folder, port, choices, release)),
    }
    sign_in = {PASSWORDS: _BY_PASSWORD, PROXY: _BY_PROXY}.get(choices.sign_in)
    values["sign_in"] = sign_in.substitute(values) + "\n" if sign_in else ""
    values["limit"] = _LIMIT.substitute(values) if choices.sign_in == PASSWORDS else ""
    files = [*([_SECRET] if by_proxy else []), _NGINX, _SYSTEMD]  # nginx takes its own where the secret is there
    return "\n".join(file.substitute(values, number=n) for n, file in enumerate(files, 1))


def _command(folder: Path, port: int, choices: Choices, release: int) -> list[str]:
    options = ["--port", str(port), "--role", choices.role, "--host-name", choices.host_name]
    options += ["--sign-in", choices.sign_in] if choices.sign_in else []
    options += ["--user-header", choices.user_header] if choices.user_header != USER_HEADER else []
    options += ["--release", str(release)] if release else []
    return [_llais(), "serve", str(folder), *options]


def _llais() -> str:
    """Name llais in full: neither systemd nor root has the PATH of whoever installed it."""
    return str(Path(sys.executable).with_name("llais"))


def _for_systemd(text: str) -> str:
    """Quote a word of a command for systemd, which has rules of its own."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if any(letter in text for letter in " '\"\\") else escaped
