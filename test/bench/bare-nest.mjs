// The measure for B3: a Nest route that asks the database one thing and does nothing else.
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';

const poolSize = 12;
const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE_URL, max: poolSize });

class Bare {
  async one() { return (await pool.query('select 1 as one')).rows[0]; }
}
Get()(Bare.prototype, 'one', Object.getOwnPropertyDescriptor(Bare.prototype, 'one'));
Controller('one')(Bare);
class BareModule {}
Module({ controllers: [Bare] })(BareModule);

const app = await NestFactory.create(BareModule, { logger: ['error'] });
await app.listen(Number(process.env.PORT), '127.0.0.1');
