"""All settings. What differs between places is read from the environment: `.env.example` lists every variable."""

import os
import secrets

from django.core.exceptions import ImproperlyConfigured

from config import database
from config.environment import BASE_DIR, flag, number, text, words

VAR_DIR = BASE_DIR / "var"  # what must be kept and backed up, and nobody else may read
os.environ.setdefault("SQLITE_TMPDIR", str(VAR_DIR))  # temporary tables of SQLite may hold names: records/spooling.py

DEBUG = flag("DEBUG", default=False)
HTTPS = flag("HTTPS", default=not DEBUG)

# A process for visitors alone: it knows neither the working database nor the key that signs in staff.
PUBLIC_ONLY = flag("PUBLIC_ONLY", default=False)
if PUBLIC_ONLY and (told := [name for name in ("DATABASE_URL", "SECRET_KEY") if text(name)]):
    raise ImproperlyConfigured(
        f"PUBLIC_ONLY is on, and {' and '.join(told)} is set: whoever breaks into the public process could read it. "
        "Take it out of the environment and of the settings file (ENV_FILE names another one; docs/public-site.md)."
    )

SECRET_KEY_FILE = BASE_DIR / text("SECRET_KEY_FILE", "var/secret_key")
SECRET_KEY = secrets.token_urlsafe(50) if PUBLIC_ONLY else text("SECRET_KEY")  # the public pages sign nothing
if not SECRET_KEY and SECRET_KEY_FILE.is_file():
    SECRET_KEY = SECRET_KEY_FILE.read_text(encoding="ascii").strip()
if not SECRET_KEY and DEBUG:
    SECRET_KEY = "known-to-everyone-and-used-only-while-debugging"  # noqa: S105 (config/checks.py knows it too)
if not SECRET_KEY:
    raise ImproperlyConfigured(
        f"There is no secret key. Start once with bin/run, which makes one in {SECRET_KEY_FILE}, "
        "or set SECRET_KEY to 50 or more random characters in .env."
    )

ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

# The rules of the register

REQUIRE_SECOND_PERSON = flag("REQUIRE_SECOND_PERSON", default=True)
ONION_ADDRESS = text("ONION_ADDRESS")  # of the public pages; the page on safety tells it

# The key to which contacts are sealed (records/sealing.py): as text, or the file that make_group_key writes.
GROUP_PUBLIC_KEY = text("GROUP_PUBLIC_KEY")
GROUP_PUBLIC_KEY_FILE = BASE_DIR / text("GROUP_PUBLIC_KEY_FILE", "var/group_public_key")

# The key to which backups are sealed (config/backup/): as text, or the file that make_backup_key writes.
BACKUP_PUBLIC_KEY = text("BACKUP_PUBLIC_KEY")
BACKUP_PUBLIC_KEY_FILE = BASE_DIR / text("BACKUP_PUBLIC_KEY_FILE", "var/backup_public_key")

# Days for which a sealed message and its answers are kept after the message was closed (manage.py tend_inbox).
INBOX_KEEP_DAYS = number("INBOX_KEEP_DAYS", default=365)

# Apps. Ours stand before the admin, so that our templates win.

INSTALLED_APPS = [
    "config.apps.TizimConfig",
    "desk",
    "inbox",
    "inbox.letterbox",
    "publishing",
    "lookup",
    "detentions",
    "victims",
    "sources",
    "people",
    "places",
    "accounts",
    "records",
    "audit",
    "import_export",
    "django_filters",
    "config.apps.RegisterAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.sessions.SessionsEnd",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

if PUBLIC_ONLY:  # of all this, what the public pages need
    INSTALLED_APPS = ["config.apps.TizimConfig", "inbox.letterbox", "lookup", "django_filters"]
    INSTALLED_APPS += ["django.contrib.staticfiles"]
    KNOWS_STAFF = ("sessions.middleware", "auth.middleware", "messages.middleware", "django_otp.middleware", "accounts")
    MIDDLEWARE = [name for name in MIDDLEWARE if not any(part in name for part in KNOWS_STAFF)]
    TEMPLATES[0]["OPTIONS"]["context_processors"] = ["django.template.context_processors.request"]
    ROOT_URLCONF = "config.public_urls"

FORM_RENDERER = "config.form_renderer.Quick"

# The databases. The public tables may stand in one of their own, and so may what the public writes; a public process
# has no other.

DATABASES, DATABASE_ROUTERS = database.chosen(
    working=text("DATABASE_URL", "sqlite:///var/tizim.sqlite3"),
    public=text("PUBLIC_DATABASE_URL"),
    inbox=text("INBOX_DATABASE_URL"),
    public_only=PUBLIC_ONLY,
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People who sign in

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Argon2 first, at 100 MB a sign-in; a password that an older hasher keeps is kept anew at the next sign-in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "admin:login"
SESSION_ENGINE = "accounts.session_store"
SESSION_COOKIE_AGE = 12 * 60 * 60  # one working day; accounts/sessions.py ends a session earlier
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None  # until the browser is closed
OTP_TOTP_ISSUER = text("TELEPHONE_LABEL", "Tizim")  # whoever holds the telephone reads it
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # accounts/delays.py does it, with an end to the growing
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no second cookie

# Search engines: `everyone` may be found there, those who are `not_detained`, or `nobody`

SEARCH_ENGINES = text("SEARCH_ENGINES", "not_detained")
if SEARCH_ENGINES not in ("everyone", "not_detained", "nobody"):
    raise ImproperlyConfigured(f"SEARCH_ENGINES is {SEARCH_ENGINES!r}: write everyone, not_detained or nobody.")

# The connection

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked on this machine, over plain http
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "no-referrer"  # a link to a source does not tell the source who reads the register
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# W021 asks for HSTS preloading. It binds a whole domain for years: its owner decides that, not this file.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Languages and time

LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]  # in the order of the switch
LANGUAGE_CODE = text("DEFAULT_LANGUAGE", "en")  # of a reader whose browser asks for none of them
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(f"DEFAULT_LANGUAGE is {LANGUAGE_CODE!r}: write one of {', '.join(dict(LANGUAGES))}.")
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = text("TIME_ZONE", "UTC")
USE_TZ = True

# Files. Snapshots of sources are private: no URL serves MEDIA_ROOT.

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "files"
DOWNLOADS_DIR = BASE_DIR / text(
    "DOWNLOADS_DIR", "var/downloads"
)  # public files that are finished; they can be made anew
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "config.static_files.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a record with all its claims is one form
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of typed text; files are counted apart
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Import and export. Without the two codes, any member of staff may do both.

IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_SKIP_ADMIN_LOG = True  # audit/ keeps the history
IMPORTS_IN_A_PROCESS = True  # of their own (desk/importing/worker.py); tests do them at once
IMPORTS_BY_A_UNIT = flag("IMPORTS_BY_A_UNIT", default=False)  # of systemd: pages only leave word

# Whoever is told of errors by mail, over the server of mail on this machine

ADMINS = [(address, address) for address in words("ERROR_MAIL_TO")]
SERVER_EMAIL = text("ERROR_MAIL_FROM", "root@localhost")
EMAIL_SUBJECT_PREFIX = "Tizim: "

# Logs go to the terminal, without what would tell who looked for whom

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_visitors": {"()": "config.log_filters.NoVisitors"}},
    "formatters": {
        "line": {"()": "config.log_filters.Line", "format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {
        "terminal": {"class": "config.log_filters.Terminal", "formatter": "line", "filters": ["no_visitors"]},
        "mail": {
            "class": "config.log_filters.ErrorMail",
            "formatter": "line",
            "filters": ["no_visitors"],
            "level": "ERROR",
        },
    },
    "root": {"handlers": ["terminal", "mail"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["terminal"], "level": "INFO", "propagate": False},
        "gunicorn.error": {"handlers": ["terminal"], "level": "INFO", "propagate": False},  # it names addresses
    },
}
