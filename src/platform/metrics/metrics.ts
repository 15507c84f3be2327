import cluster from 'node:cluster';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../database/database.js';

/** In seconds: from an answer from memory to the longest request. */
const LATENCIES = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Observer = Histogram.Internal<'operation' | 'status'>;

/**
 * What Prometheus reads: requests by operation and status, connections of the pool, and Node's own figures. Label values come only from the
 * declarations and from HTTP, so nobody can invent more of them.
 */
@Injectable()
export class Metrics implements OnModuleInit {
  private readonly durations = new Histogram({
    name: 'customer_messages_request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer, by operation id (none for what is no operation) and HTTP status.',
    labelNames: ['operation', 'status'],
    buckets: LATENCIES,
  });
  /** Keyed by a route's configuration, which is the same object as long as the service runs. */
  private readonly operations = new WeakMap<object, Map<number, Observer>>();

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Without a reader no metrics are collected. */
  onModuleInit(): void {
    if (this.config.metricsPort === undefined) return;
    if (cluster.isWorker) new AggregatorRegistry(); // listens for the supervisor's requests to all workers
    collectDefaultMetrics();
    this.followPool();
    const fastify = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onResponse', (request, reply, done) => {
      this.observe(request, reply);
      done();
    });
  }

  private observe(request: FastifyRequest, reply: FastifyReply): void {
    const route = request.routeOptions.config;
    let ofRoute = this.operations.get(route);
    if (ofRoute === undefined) this.operations.set(route, (ofRoute = new Map<number, Observer>()));
    let observer = ofRoute.get(reply.statusCode);
    if (observer === undefined) {
      observer = this.durations.labels(route.operationId ?? 'none', String(reply.statusCode));
      ofRoute.set(reply.statusCode, observer);
    }
    observer.observe(reply.elapsedTime / 1000);
  }

  private followPool(): void {
    const { database } = this;
    new Gauge({
      name: 'customer_messages_pool_connections',
      help: 'Connections to the database: all, those that nobody uses, and requests that wait for one.',
      labelNames: ['state'],
      collect(): void {
        for (const [state, count] of Object.entries(database.poolState())) this.set({ state }, count);
      },
    });
  }
}

/** The figures of this process, in Prometheus' text format. */
export const exposition = (): Promise<string> => register.metrics();
