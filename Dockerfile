# One image for app and worker, in stages: the last one has what runs, and nothing that builds or tests.
#
# The base has a tag here. Pin it by its digest where a registry can be asked (`docker buildx imagetools inspect`);
# Renovate does so by itself and keeps it current (renovate.json).
ARG NODE=node:24-bookworm-slim

FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && rm -rf .cache/build-data .next/cache

# What runs needs no compiler, linter or test tool.
FROM ${NODE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM ${NODE}
# Fonts are packages of Recourse itself: prints look the same on every machine.
RUN apt-get update \
  && apt-get install -y --no-install-recommends chromium chromium-sandbox ca-certificates openssh-client rsync tini \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir -p /data /srv/www /srv/backups && chown node:node /data /srv/www /srv/backups
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY . .
USER node
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 DATA_DIR=/data HOST=0.0.0.0
VOLUME ["/data", "/srv/www", "/srv/backups"]
EXPOSE 3000
ENTRYPOINT ["tini", "--", "node", "--max-semi-space-size=4", "bin/recourse.mjs"]
CMD ["serve"]
