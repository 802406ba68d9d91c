# Builds everything once; each target below is one image of docker-compose.yml.
FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -pl flowmon-server,demo-frontend,demo-middleend,demo-backend -am package \
    && mkdir -p /out/server /out/services \
    && cp -R flowmon-server/target/flowmon-server-*/flowmon-server-*/. /out/server/ \
    && for name in frontend middleend backend; do \
         cp demo-$name/target/demo-$name-*-exec.jar /out/services/$name.jar; \
       done

FROM eclipse-temurin:17-jre AS run
RUN groupadd --system --gid 10001 flowmon && useradd --system --uid 10001 --gid flowmon --home-dir /app flowmon
WORKDIR /app
# Healthy is a 200 from the address given. Bash alone: the published image need not have curl.
COPY --chmod=0755 docker/healthy /usr/local/bin/healthy

FROM run AS server
COPY --from=build /out/server/ ./
RUN mkdir /data && chown flowmon:flowmon /data
USER flowmon
VOLUME /data
EXPOSE 8400 8401
ENTRYPOINT ["bin/flowmon-server"]

FROM run AS frontend
COPY --from=build /out/services/frontend.jar app.jar
USER flowmon
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]

FROM run AS middleend
COPY --from=build /out/services/middleend.jar app.jar
USER flowmon
EXPOSE 8086
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]

FROM run AS backend
COPY --from=build /out/services/backend.jar app.jar
USER flowmon
EXPOSE 8087
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]
