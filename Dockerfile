# The embedded form: one container, one volume, no other service.
#   docker build -t tu-sach-phap-luat . && docker run -p 3000:3000 -v shelf:/data tu-sach-phap-luat
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run -s build && npm prune --omit=dev && npm run -s sbom
# Of the engine's libraries only those of this machine: the others are 200 MB.
RUN find node_modules/onnxruntime-node/bin -mindepth 3 -maxdepth 3 -type d ! -path "*/linux/$(node -p process.arch)" -exec rm -r {} +

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=sqlite:/data
# Large buffers go back to the system at once, and threads share two heaps: without it glibc keeps a third more memory while films are sent
# and read, and a tenth more under a flood.
ENV MALLOC_MMAP_THRESHOLD_=131072
ENV MALLOC_ARENA_MAX=2
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/server/demo server/demo
COPY --from=build /app/server/ingest/extract/share/fonts server/ingest/extract/share/fonts
COPY --from=build /app/server/ingest/extract/recognise/trueocr-0.1.1 server/ingest/extract/recognise/trueocr-0.1.1
COPY --from=build /app/server/base/vietnamese/tone-pairs.bin server/base/vietnamese/
COPY --from=build /app/LICENSE ./
RUN mkdir /data /scratch /deliveries /backups && chown node:node /data /scratch /deliveries /backups
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--expose-gc", "--max-semi-space-size=8", "--max-old-space-size=640", "dist/server/main.js"]
