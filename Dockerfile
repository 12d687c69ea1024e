# One image for app and worker. Built from the lock file; runs as a user without rights.
FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends chromium ca-certificates tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && rm -rf .cache/build-data \
  && mkdir -p /data && chown node:node /data
USER node
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 DATA_DIR=/data HOST=0.0.0.0
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["tini", "--", "node", "--max-semi-space-size=4", "bin/recourse.mjs"]
CMD ["serve"]
