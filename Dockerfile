# syntax=docker/dockerfile:1
# The platform: `tabricate serve` and `tabricate worker`. Built from a checkout of the repository.

FROM node:20-bookworm-slim AS build
WORKDIR /source
ENV ONNXRUNTIME_NODE_INSTALL=skip
COPY . .
RUN npm run setup \
  && npx --yes pnpm@10.34.9 --filter tabricate deploy --prod --legacy /app

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    LOG_FILE_PATH=/logs/%h.log
# What the volume is mounted on belongs to the account that writes it.
RUN mkdir /data /logs && chown node:node /data /logs
COPY --from=build --chown=root:root /app /app
# The account `node` of the image, by number: what forbids root cannot look names up.
USER 1000:1000
WORKDIR /data
VOLUME ["/data", "/logs"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/bin.js"]
CMD ["serve"]
