# The application as a server runs it: no compiler, no Node, no root. One image for web server, worker and schedule.

FROM node:22-bookworm-slim AS front-end
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev

FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.txt /build/base.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --requirement /build/base.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-liberation libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home recovery
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY . .
# The static files belong to the image, uploads and issued reports to the volume on var/files. The key here signs
# nothing: it lives for this one step.
RUN --mount=type=bind,from=front-end,source=/build/node_modules,target=/app/node_modules \
    python manage.py collect_front_end \
    && python manage.py collectstatic --noinput --verbosity 0 \
    && rm -f var/secret_key var/db.sqlite3 \
    && mkdir -p var/files \
    && chown -R recovery:recovery var
USER recovery
EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "2", \
     "--access-logfile", "-", "--no-control-socket"]
