/**
 * Says whether containers can be run here. `reason` is a sentence for the person at the terminal.
 * The library is loaded on demand: it cannot even be imported on Node 20.
 * @returns {Promise<{ ok: boolean, reason: string }>}
 */
export async function containerRuntime() {
  let testcontainers;
  try {
    testcontainers = await import('testcontainers');
  } catch {
    return {
      ok: false,
      reason: `The library testcontainers does not run on Node ${process.versions.node}; use Node 24.`,
    };
  }
  try {
    const client = await testcontainers.getContainerRuntimeClient();
    return { ok: true, reason: `Containers run on ${client.info.containerRuntime.host}.` };
  } catch {
    return { ok: false, reason: 'No container runtime answers; start Docker, or leave TEST_ENGINES unset.' };
  }
}

/**
 * Starts PostgreSQL and Kafka from their images. Without a container runtime the lane is left out, loudly: the run
 * ends here with status 0, as nothing was found to be wrong.
 */
export async function startContainers() {
  const runtime = await containerRuntime();
  if (!runtime.ok) {
    process.stderr.write(`\nINTEGRATION SPECS LEFT OUT: TEST_ENGINES=containers, but ${runtime.reason}\n\n`);
    process.exit(0);
  }
  const { GenericContainer, Wait } = await import('testcontainers');
  const { freePorts } = await import('@pinglu/engines');
  // A client is sent to the address the broker advertises, so the port outside must be known before the start.
  const [kafkaPort] = await freePorts(1);
  const [postgres, kafka] = await Promise.all([
    new GenericContainer('postgres:18')
      .withEnvironment({ POSTGRES_HOST_AUTH_METHOD: 'trust' })
      .withCommand(['postgres', '-c', 'max_connections=200', '-c', 'idle_in_transaction_session_timeout=30s'])
      .withExposedPorts(5432)
      // The image starts the server once to initialise it and a second time to serve.
      .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
      .start(),
    new GenericContainer('apache/kafka:4.3.1')
      .withEnvironment(kafkaEnvironment(kafkaPort))
      .withExposedPorts({ container: kafkaPort, host: kafkaPort })
      .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
      .start(),
  ]);
  const address = `${postgres.getHost()}:${postgres.getMappedPort(5432)}`;
  process.env.PINGLU_TEST_PG_URL = `postgresql://postgres@${address}/postgres`;
  process.env.PINGLU_TEST_KAFKA = `${kafka.getHost()}:${kafkaPort}`;
  return [postgres, kafka];
}

function kafkaEnvironment(port) {
  return {
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:29093',
    KAFKA_LISTENERS: `PLAINTEXT://:${port},CONTROLLER://:29093`,
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_NUM_PARTITIONS: '4',
    KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '1',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  };
}
