// Written by `pnpm --filter @tabricate/client generate` from the OpenAPI document of the platform.

export type Json = string | number | boolean | null | readonly Json[] | {
    readonly [key: string]: Json;
};
export interface paths {
    "/admin/approve/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a request that waits be done. */
        post: operations["approveRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What administrators did, in lines that cannot be changed. */
        get: operations["listLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/reject/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a request that waits. Its owner is told why. */
        post: operations["rejectRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Generations or optimizations of everybody. */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts. */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/toggle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable an account, whose sessions end at once, or enable it again. */
        post: operations["toggleUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get tokens for an e-mail address and a password. */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a session; with `everywhere`, all of them. */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account of the access token. */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a refresh token, which ends, for new tokens. */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an account. */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The open sessions of the account. */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The web console. */
        get: operations["getConsole"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document in Swagger UI. */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file of a signed address; ranges are honoured. */
        get: operations["getFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation-v2/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Limits, and defaults, ranges and JSON Schema of every model; recommended values for a dataset. */
        get: operations["getGenerationConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation-v2/recommend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trains every model on a sample of a dataset, for half a minute, and says which to use. */
        post: operations["recommendModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation-v2/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Train a model with options of your choice and sample a synthetic table. */
        post: operations["startGenerationV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation-v2/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All problems of a request, and an estimate of time and memory. Nothing is started. */
        post: operations["validateGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation/download/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The synthetic table: as a redirect to a signed address, as that address in JSON, or as a stream. */
        get: operations["downloadGeneration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State and progress as they happen; goes on after Last-Event-ID. */
        get: operations["followGeneration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation/manifest/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the result comes from, signed: for `tabricate verify`. */
        get: operations["getManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation/report/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The quality report: as data, or as a page that stands by itself. */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own generations. */
        get: operations["listGenerations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Cancel a generation that has not ended; remove one that has, with its files. */
        delete: operations["deleteGeneration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Train a model with its defaults and sample a synthetic table. */
        post: operations["startGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation/status/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State and progress of a generation. */
        get: operations["getGeneration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation/stream/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** More rows of the trained model, made while they are sent. */
        get: operations["streamRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers. */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: the database answers. */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics in the text format of Prometheus, for administrators or whoever has METRICS_TOKEN as bearer token. */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What there is to know. */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete one. */
        delete: operations["deleteNotification"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** New ones as they come; goes on after Last-Event-ID. */
        get: operations["followNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/push-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The VAPID public key that a browser subscribes with (`applicationServerKey`). */
        get: operations["getPushKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark some, or all, as read. */
        post: operations["readNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document. */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/optimization/analysis/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a search has shown so far: the best value by trial, and the importance of parameters (fANOVA). */
        get: operations["analyzeOptimization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/optimization/best/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The best trial so far, and the model_config that a generation can be started with. */
        get: operations["getBestTrial"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/optimization/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Trials as they begin, report and end. */
        get: operations["followOptimization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/optimization/journal/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The search as an Optuna journal, which Optuna’s dashboard shows. */
        get: operations["exportOptimizationJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/optimization/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own searches. */
        get: operations["listOptimizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/optimization/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search for the options of a model that suit a dataset best. */
        post: operations["startOptimization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/optimization/stop/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** End a search. What is done stays; a generation that waits for it goes on with the best so far. */
        put: operations["stopOptimization"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/optimization/trials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A search and its trials, with the progress of those that run. */
        get: operations["listTrials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/redoc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document in ReDoc. */
        get: operations["getRedoc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own requests and results, and their quality over time. */
        get: operations["getDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/performance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latency, success and bytes of each operation, over a range and in the last minute: of own requests; an administrator sees those of all. */
        get: operations["getPerformance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users, jobs, storage; how often requests succeed and what trainings take. */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Activity, formats, models, sizes of datasets, lengths of sessions: own ones; an administrator sees those of all, or of one user. */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upload/dataset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a table: CSV, JSON (an array, or an object a line), XLSX or Parquet. It is profiled afterwards. */
        post: operations["uploadDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upload/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own datasets. */
        get: operations["listDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upload/datasets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A dataset with its profile and first rows. */
        get: operations["getDataset"];
        put?: never;
        post?: never;
        /** Delete a dataset and its files. Results made of it stay. */
        delete: operations["deleteDataset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upload/datasets/{id}/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Overrule the types of columns; null: as inferred. The table is read again; where the types do not fit it, it stays as it was and `error` says why. */
        put: operations["setColumnTypes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete the account with its files and rows. */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own profile. */
        get: operations["getProfile"];
        /** Change the fields that are given. */
        put: operations["updateProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/push-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say where notifications are to be sent. */
        post: operations["addPushToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AddPushTokenRequest: {
            /** @constant */
            platform: "web";
            subscription: {
                /** Format: uri */
                endpoint: string;
                expirationTime?: number | null;
                keys: {
                    auth: string;
                    p256dh: string;
                };
            };
        } | {
            /** @constant */
            platform: "expo";
            token: string;
        } | {
            /** @constant */
            platform: "webhook";
            /** Format: uri */
            url: string;
        };
        AddPushTokenResponse: {
            data: {
                id: number;
                /** @enum {string} */
                platform: "web" | "expo" | "webhook";
                signing_secret: string | null;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        AnalyzeOptimizationResponse: {
            data: {
                convergence: {
                    best: number;
                    trial: number;
                    value: number;
                }[];
                importance: {
                    importance: number;
                    parameter: string;
                }[] | null;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ApproveRequestResponse: {
            data: {
                /** Format: date-time */
                created_at: string;
                dataset_id: number | null;
                error: string | null;
                finished_at: string | null;
                id: number;
                /** @enum {string} */
                kind: "generation" | "optimization";
                model_type: string;
                owner: {
                    email: string | null;
                    id: number;
                };
                /** @enum {string} */
                status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        DeleteAccountRequest: {
            password?: string;
        };
        DeleteAccountResponse: {
            data: Record<string, never>;
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        DeleteDatasetResponse: {
            data: {
                id: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        DeleteGenerationResponse: {
            data: {
                id: number;
                /** @enum {string} */
                outcome: "cancelling" | "cancelled" | "removed";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        DeleteNotificationResponse: {
            data: {
                id: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        DownloadGenerationResponse: {
            data: {
                /** Format: date-time */
                expires_at: string;
                file_name: string;
                url: string;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        Failure: {
            error: {
                /** @enum {string} */
                code: "MALFORMED_REQUEST" | "AUTHENTICATION_REQUIRED" | "INVALID_CREDENTIALS" | "FORBIDDEN" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "CONFLICT" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RANGE_NOT_SATISFIABLE" | "HOST_NOT_ALLOWED" | "VALIDATION_ERROR" | "RATE_LIMITED" | "INTERNAL_ERROR" | "UNAVAILABLE";
                details: {
                    issues?: {
                        message: string;
                        path: string;
                    }[];
                } & {
                    [key: string]: unknown;
                };
                message: string;
            };
            /** @constant */
            success: false;
            /** Format: date-time */
            timestamp: string;
        };
        GetBestTrialResponse: {
            data: {
                model_config: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                trial: {
                    completed_at: string | null;
                    error: string | null;
                    number: number;
                    parameters: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    progress: {
                        [key: string]: components["schemas"]["JsonValue"];
                    } | null;
                    reports: {
                        step: number;
                        value: number;
                    }[];
                    /** Format: date-time */
                    started_at: string;
                    /** @enum {string} */
                    status: "running" | "complete" | "pruned" | "failed" | "cancelled";
                    value: number | null;
                };
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetBestTrialResponse__schema0: Json;
        GetDashboardResponse: {
            data: {
                datasets: {
                    by_status: {
                        [key: string]: number;
                    };
                    rows: number;
                    size_bytes: number;
                    total: number;
                };
                generations: {
                    by_status: {
                        [key: string]: number;
                    };
                    total: number;
                };
                optimizations: {
                    by_status: {
                        [key: string]: number;
                    };
                    total: number;
                    trials: number;
                };
                quality_over_time: {
                    /** Format: date-time */
                    from: string;
                    max_quality: number;
                    mean_quality: number;
                    min_quality: number;
                    results: number;
                }[];
                range: {
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                };
                results: {
                    mean_quality: number | null;
                    rows: number;
                    size_bytes: number;
                    total: number;
                };
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetDatasetResponse: {
            data: {
                column_count: number | null;
                /** Format: date-time */
                created_at: string;
                description: string | null;
                error: string | null;
                file_name: string;
                /** @enum {string} */
                file_type: "csv" | "json" | "xlsx" | "parquet";
                id: number;
                name: string;
                preview: {
                    columns: string[];
                    rows: (string | number | boolean | null)[][];
                } | null;
                profile: {
                    columns: {
                        deviation: number | null;
                        distinct: {
                            count: number;
                            isEstimated: boolean;
                        };
                        histogram: {
                            counts: number[];
                            edges: (number | string)[];
                            isEstimated: boolean;
                        } | null;
                        lengths: {
                            max: number;
                            mean: number;
                            min: number;
                        } | null;
                        max: number | string | null;
                        mean: number | null;
                        min: number | string | null;
                        missing: number;
                        name: string;
                        personal: {
                            /** @enum {string} */
                            confidence: "high" | "medium";
                            evidence: string;
                            isReplaced: boolean;
                            /** @enum {string} */
                            provider: "email" | "phone" | "full-name" | "first-name" | "last-name" | "username" | "street-address" | "city" | "company" | "ip-v4" | "ip-v6" | "url" | "card-number" | "iban" | "us-ssn" | "gb-nino" | "fr-nir" | "de-tax-id" | "es-dni" | "it-fiscal-code" | "nl-bsn" | "pl-pesel" | "br-cpf" | "national-id";
                        } | null;
                        quantiles: {
                            isEstimated: boolean;
                            points: {
                                rank: number;
                                value: number | string;
                            }[];
                        } | null;
                        reason: string;
                        top: {
                            maxShortfall: number;
                            values: {
                                count: number;
                                value: string;
                            }[];
                        } | null;
                        /** @enum {string} */
                        type: "numerical" | "datetime" | "categorical" | "boolean" | "id";
                        warnings: {
                            /** @enum {string} */
                            code: "all-missing" | "constant" | "nearly-unique" | "mixed-types" | "leading-zeros" | "rare-categories" | "high-cardinality" | "personal-learned";
                            message: string;
                        }[];
                    }[];
                    rowCount: number;
                    /** @constant */
                    version: 1;
                } | null;
                row_count: number | null;
                sha256: string;
                size_bytes: number;
                /** @enum {string} */
                status: "processing" | "ready" | "failed";
                /** Format: date-time */
                updated_at: string;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetGenerationConfigResponse: {
            data: {
                epochs: {
                    default: number;
                    max: number;
                    min: number;
                };
                manifest_public_key: string;
                max_file_size_mb: number;
                max_stream_rows: number;
                models: {
                    defaults: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    json_schema: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    model_type: string;
                    presets: {
                        [key: string]: {
                            [key: string]: components["schemas"]["JsonValue"];
                        };
                    } | null;
                    recommended: {
                        [key: string]: components["schemas"]["JsonValue"];
                    } | null;
                    rules: {
                        description: string;
                        fields: string[];
                    }[];
                }[];
                output_formats: ("csv" | "json" | "xlsx" | "parquet")[];
                recommendation: {
                    candidates: {
                        model_type: string;
                        nearer_share: number | null;
                        problem: string | null;
                        quality: number | null;
                        training_seconds: number;
                    }[];
                    model_type: string;
                    reason: string;
                } | null;
                sample_size: {
                    default: number;
                    max: number;
                    min: number;
                };
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetGenerationConfigResponse__schema0: Json;
        GetGenerationResponse: {
            data: {
                api_version: number;
                attempt: number;
                conditions: {
                    [key: string]: (string | number | boolean | null) | (string | number | boolean | null)[] | {
                        max?: number | string;
                        min?: number | string;
                    };
                };
                constraints: ({
                    high: string;
                    /** @constant */
                    kind: "less_than";
                    low: string;
                    /** @default false */
                    or_equal: boolean;
                } | {
                    column: string;
                    /** @constant */
                    kind: "range";
                    max?: number | string;
                    min?: number | string;
                } | {
                    columns: string[];
                    /** @constant */
                    kind: "fixed_combinations";
                } | {
                    /** @constant */
                    kind: "sum_of";
                    parts: string[];
                    total: string;
                } | {
                    columns: string[];
                    /** @constant */
                    kind: "unique";
                })[];
                /** Format: date-time */
                created_at: string;
                dataset_id: number | null;
                error: {
                    code: string;
                    message: string;
                } | null;
                finished_at: string | null;
                holdout: number;
                id: number;
                include_metadata: boolean;
                model_config: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                model_type: string;
                neutralise_formulas: boolean;
                optimization_id: number | null;
                /** @enum {string} */
                output_format: "csv" | "json" | "xlsx" | "parquet";
                peak_memory_bytes: number | null;
                progress: {
                    elapsed_seconds: number;
                    epoch: number | null;
                    epochs: number | null;
                    losses: {
                        [key: string]: number;
                    };
                    /** @enum {string} */
                    phase: "preparing" | "training" | "sampling" | "reporting" | "saving";
                    /** @default null */
                    quality: number | null;
                    remaining_seconds: number | null;
                    rows_per_second: number | null;
                    rows_sampled: number | null;
                } | null;
                quality_score: number | null;
                /** @enum {string} */
                report_language: "en" | "fr";
                result: {
                    file_name: string;
                    rows: number;
                    sha256: string;
                    size_bytes: number;
                } | null;
                sample_size: number;
                seed: number;
                started_at: string | null;
                /** @enum {string} */
                status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected" | "cancelling";
                target: string | null;
                training_seconds: number | null;
                /** @enum {string} */
                violating_rows: "refuse" | "drop";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetGenerationResponse__schema0: Json;
        GetPerformanceResponse: {
            data: {
                live: {
                    in_flight: {
                        routes: {
                            requests: number;
                            route: string;
                        }[];
                        total: number;
                    };
                    routes: {
                        bytes_received: number;
                        bytes_sent: number;
                        failed: number;
                        failure_rate: number | null;
                        latency_ms: {
                            mean: number | null;
                            p50: number | null;
                            p90: number | null;
                            p95: number | null;
                            p99: number | null;
                        };
                        requests: number;
                        route: string;
                        server_errors: number;
                        succeeded: number;
                        success_rate: number | null;
                    }[];
                    seconds: number;
                    total: {
                        bytes_received: number;
                        bytes_sent: number;
                        failed: number;
                        failure_rate: number | null;
                        latency_ms: {
                            mean: number | null;
                            p50: number | null;
                            p90: number | null;
                            p95: number | null;
                            p99: number | null;
                        };
                        requests: number;
                        server_errors: number;
                        succeeded: number;
                        success_rate: number | null;
                    };
                };
                range: {
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                };
                resolution_seconds: number;
                routes: {
                    bytes_received: number;
                    bytes_sent: number;
                    failed: number;
                    failure_rate: number | null;
                    latency_ms: {
                        mean: number | null;
                        p50: number | null;
                        p90: number | null;
                        p95: number | null;
                        p99: number | null;
                    };
                    requests: number;
                    route: string;
                    server_errors: number;
                    succeeded: number;
                    success_rate: number | null;
                }[];
                total: {
                    bytes_received: number;
                    bytes_sent: number;
                    failed: number;
                    failure_rate: number | null;
                    latency_ms: {
                        mean: number | null;
                        p50: number | null;
                        p90: number | null;
                        p95: number | null;
                        p99: number | null;
                    };
                    requests: number;
                    server_errors: number;
                    succeeded: number;
                    success_rate: number | null;
                };
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetProfileResponse: {
            data: {
                avatar_url: string | null;
                country: string | null;
                /** Format: date-time */
                created_at: string;
                email: string;
                full_name: string | null;
                id: number;
                is_active: boolean;
                job_title: string | null;
                locale: string | null;
                organisation: string | null;
                phone: string | null;
                /** @description At most 10000 characters as JSON. */
                preferences: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                /** @enum {string} */
                role: "user" | "admin";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetProfileResponse__schema0: Json;
        GetPushKeyResponse: {
            data: {
                public_key: string;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetReportResponse: {
            readonly data: {
                ceiling: {
                    readonly quality: {
                        columnPairTrends: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        columnShapes: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        readonly interval: {
                            columnPairTrends: [
                                number,
                                number
                            ] | null;
                            columnShapes: [
                                number,
                                number
                            ] | null;
                            resamples: number;
                            readonly rows: {
                                real: number;
                                synthetic: number;
                            };
                            score: [
                                number,
                                number
                            ] | null;
                        };
                        pairsCounted: number;
                        score: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        /** @enum {string} */
                        scoring: "sdmetrics" | "sdmetrics-all-pairs";
                    };
                    readonly qualityAllPairs: {
                        columnPairTrends: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        columnShapes: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        readonly interval: {
                            columnPairTrends: [
                                number,
                                number
                            ] | null;
                            columnShapes: [
                                number,
                                number
                            ] | null;
                            resamples: number;
                            readonly rows: {
                                real: number;
                                synthetic: number;
                            };
                            score: [
                                number,
                                number
                            ] | null;
                        };
                        pairsCounted: number;
                        score: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        /** @enum {string} */
                        scoring: "sdmetrics" | "sdmetrics-all-pairs";
                    };
                } | null;
                readonly diagnostic: {
                    readonly columns: ({
                        column: string;
                        metric: string;
                        value: number;
                    } | {
                        column: string;
                        metric: string;
                        reason: string;
                        value: null;
                    })[];
                    dataStructure: {
                        value: number;
                    } | {
                        reason: string;
                        value: null;
                    };
                    dataValidity: {
                        value: number;
                    } | {
                        reason: string;
                        value: null;
                    };
                    score: {
                        value: number;
                    } | {
                        reason: string;
                        value: null;
                    };
                };
                readonly families: {
                    readonly correlationPreservation: {
                        pairsCounted: number;
                        remark: string | null;
                        score: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                    };
                    readonly detection: {
                        boosted: {
                            auc: number | null;
                            readonly foldAucs: number[];
                            readonly rows: {
                                real: number;
                                synthetic: number;
                            };
                            value: number;
                        } | {
                            auc: number | null;
                            readonly foldAucs: number[];
                            reason: string;
                            readonly rows: {
                                real: number;
                                synthetic: number;
                            };
                            value: null;
                        };
                        ceiling: ({
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        }) | null;
                        floor: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        logistic: {
                            auc: number | null;
                            readonly foldAucs: number[];
                            readonly rows: {
                                real: number;
                                synthetic: number;
                            };
                            value: number;
                        } | {
                            auc: number | null;
                            readonly foldAucs: number[];
                            reason: string;
                            readonly rows: {
                                real: number;
                                synthetic: number;
                            };
                            value: null;
                        };
                        maxRows: number;
                        score: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                    };
                    readonly mlEfficacy: {
                        readonly classes: string[];
                        readonly learners: {
                            learner: string;
                            readonly scores: {
                                constantGuess: {
                                    value: number;
                                } | {
                                    reason: string;
                                    value: null;
                                };
                                metric: string;
                                trainedOnReal: {
                                    value: number;
                                } | {
                                    reason: string;
                                    value: null;
                                };
                                trainedOnSynthetic: {
                                    value: number;
                                } | {
                                    reason: string;
                                    value: null;
                                };
                            }[];
                        }[];
                        maxRows: number;
                        readonly rows: {
                            holdout: number;
                            real: number;
                            synthetic: number;
                        };
                        score: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        target: string | null;
                        task: ("classification" | "regression") | null;
                        unknownClassRows: number;
                    };
                    readonly privacy: {
                        readonly attacks: {
                            inference: {
                                readonly secrets: ({
                                    baseline: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    control: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    interval: [
                                        number,
                                        number
                                    ] | null;
                                    remark: string | null;
                                    secret: string;
                                    train: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    value: number;
                                } | {
                                    baseline: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    control: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    interval: [
                                        number,
                                        number
                                    ] | null;
                                    reason: string;
                                    remark: string | null;
                                    secret: string;
                                    train: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    value: null;
                                })[];
                                value: number;
                            } | {
                                reason: string;
                                readonly secrets: ({
                                    baseline: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    control: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    interval: [
                                        number,
                                        number
                                    ] | null;
                                    remark: string | null;
                                    secret: string;
                                    train: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    value: number;
                                } | {
                                    baseline: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    control: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    interval: [
                                        number,
                                        number
                                    ] | null;
                                    reason: string;
                                    remark: string | null;
                                    secret: string;
                                    train: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    value: null;
                                })[];
                                value: null;
                            };
                            linkability: {
                                baseline: {
                                    attacks: number;
                                    readonly interval: [
                                        number,
                                        number
                                    ];
                                    rate: number;
                                    successes: number;
                                } | null;
                                readonly columns: [
                                    string[],
                                    string[]
                                ];
                                control: {
                                    attacks: number;
                                    readonly interval: [
                                        number,
                                        number
                                    ];
                                    rate: number;
                                    successes: number;
                                } | null;
                                interval: [
                                    number,
                                    number
                                ] | null;
                                remark: string | null;
                                train: {
                                    attacks: number;
                                    readonly interval: [
                                        number,
                                        number
                                    ];
                                    rate: number;
                                    successes: number;
                                } | null;
                                value: number;
                            } | {
                                baseline: {
                                    attacks: number;
                                    readonly interval: [
                                        number,
                                        number
                                    ];
                                    rate: number;
                                    successes: number;
                                } | null;
                                readonly columns: [
                                    string[],
                                    string[]
                                ];
                                control: {
                                    attacks: number;
                                    readonly interval: [
                                        number,
                                        number
                                    ];
                                    rate: number;
                                    successes: number;
                                } | null;
                                interval: [
                                    number,
                                    number
                                ] | null;
                                reason: string;
                                remark: string | null;
                                train: {
                                    attacks: number;
                                    readonly interval: [
                                        number,
                                        number
                                    ];
                                    rate: number;
                                    successes: number;
                                } | null;
                                value: null;
                            };
                            membershipInference: ({
                                advantage: number | null;
                                holdoutRows: number;
                                interval: [
                                    number,
                                    number
                                ] | null;
                                trainRows: number;
                                value: number;
                            } | {
                                advantage: number | null;
                                holdoutRows: number;
                                interval: [
                                    number,
                                    number
                                ] | null;
                                reason: string;
                                trainRows: number;
                                value: null;
                            }) | null;
                            readonly singlingOut: {
                                multivariate: {
                                    baseline: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    control: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    interval: [
                                        number,
                                        number
                                    ] | null;
                                    remark: string | null;
                                    train: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    value: number;
                                } | {
                                    baseline: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    control: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    interval: [
                                        number,
                                        number
                                    ] | null;
                                    reason: string;
                                    remark: string | null;
                                    train: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    value: null;
                                };
                                univariate: {
                                    baseline: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    control: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    interval: [
                                        number,
                                        number
                                    ] | null;
                                    remark: string | null;
                                    train: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    value: number;
                                } | {
                                    baseline: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    control: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    interval: [
                                        number,
                                        number
                                    ] | null;
                                    reason: string;
                                    remark: string | null;
                                    train: {
                                        attacks: number;
                                        readonly interval: [
                                            number,
                                            number
                                        ];
                                        rate: number;
                                        successes: number;
                                    } | null;
                                    value: null;
                                };
                            };
                        };
                        disclosureProtection: ({
                            baselineProtection: number;
                            readonly known: string[];
                            protection: number | null;
                            realRows: number;
                            readonly sensitive: string[];
                            syntheticRows: number;
                            value: number;
                        } | {
                            baselineProtection: number;
                            readonly known: string[];
                            protection: number | null;
                            realRows: number;
                            reason: string;
                            readonly sensitive: string[];
                            syntheticRows: number;
                            value: null;
                        }) | null;
                        readonly distances: {
                            baselineProtection: {
                                randomMedian: number | null;
                                randomRows: number;
                                referenceRows: number;
                                rows: number;
                                syntheticMedian: number | null;
                                value: number;
                            } | {
                                randomMedian: number | null;
                                randomRows: number;
                                reason: string;
                                referenceRows: number;
                                rows: number;
                                syntheticMedian: number | null;
                                value: null;
                            };
                            dcrShare: ({
                                interval: [
                                    number,
                                    number
                                ] | null;
                                referenceRows: number;
                                rows: number;
                                shares: {
                                    closerToHoldout: number;
                                    closerToTrain: number;
                                    equallyClose: number;
                                } | null;
                                value: number;
                            } | {
                                interval: [
                                    number,
                                    number
                                ] | null;
                                reason: string;
                                referenceRows: number;
                                rows: number;
                                shares: {
                                    closerToHoldout: number;
                                    closerToTrain: number;
                                    equallyClose: number;
                                } | null;
                                value: null;
                            }) | null;
                            holdoutToTrain: ({
                                identical: number | null;
                                quantiles: {
                                    p05: number;
                                    p25: number;
                                    p50: number;
                                    p75: number;
                                    p95: number;
                                } | null;
                                referenceRows: number;
                                rows: number;
                                value: number;
                            } | {
                                identical: number | null;
                                quantiles: {
                                    p05: number;
                                    p25: number;
                                    p50: number;
                                    p75: number;
                                    p95: number;
                                } | null;
                                reason: string;
                                referenceRows: number;
                                rows: number;
                                value: null;
                            }) | null;
                            readonly nearestNeighbourRatio: {
                                holdout: ({
                                    p05: number | null;
                                    referenceRows: number;
                                    rows: number;
                                    value: number;
                                } | {
                                    p05: number | null;
                                    reason: string;
                                    referenceRows: number;
                                    rows: number;
                                    value: null;
                                }) | null;
                                train: {
                                    p05: number | null;
                                    referenceRows: number;
                                    rows: number;
                                    value: number;
                                } | {
                                    p05: number | null;
                                    reason: string;
                                    referenceRows: number;
                                    rows: number;
                                    value: null;
                                };
                            };
                            overfittingProtection: ({
                                closerToHoldout: number | null;
                                closerToTrain: number | null;
                                equallyClose: number | null;
                                referenceRows: number;
                                rows: number;
                                value: number;
                            } | {
                                closerToHoldout: number | null;
                                closerToTrain: number | null;
                                equallyClose: number | null;
                                reason: string;
                                referenceRows: number;
                                rows: number;
                                value: null;
                            }) | null;
                            overfittingProtectionSdmetrics: ({
                                closerToHoldout: number | null;
                                closerToTrain: number | null;
                                equallyClose: number | null;
                                referenceRows: number;
                                rows: number;
                                value: number;
                            } | {
                                closerToHoldout: number | null;
                                closerToTrain: number | null;
                                equallyClose: number | null;
                                reason: string;
                                referenceRows: number;
                                rows: number;
                                value: null;
                            }) | null;
                            syntheticToHoldout: ({
                                identical: number | null;
                                quantiles: {
                                    p05: number;
                                    p25: number;
                                    p50: number;
                                    p75: number;
                                    p95: number;
                                } | null;
                                referenceRows: number;
                                rows: number;
                                value: number;
                            } | {
                                identical: number | null;
                                quantiles: {
                                    p05: number;
                                    p25: number;
                                    p50: number;
                                    p75: number;
                                    p95: number;
                                } | null;
                                reason: string;
                                referenceRows: number;
                                rows: number;
                                value: null;
                            }) | null;
                            syntheticToTrain: {
                                identical: number | null;
                                quantiles: {
                                    p05: number;
                                    p25: number;
                                    p50: number;
                                    p75: number;
                                    p95: number;
                                } | null;
                                referenceRows: number;
                                rows: number;
                                value: number;
                            } | {
                                identical: number | null;
                                quantiles: {
                                    p05: number;
                                    p25: number;
                                    p50: number;
                                    p75: number;
                                    p95: number;
                                } | null;
                                reason: string;
                                referenceRows: number;
                                rows: number;
                                value: null;
                            };
                        };
                        readonly identicalMatches: {
                            holdout: ({
                                interval: [
                                    number,
                                    number
                                ] | null;
                                matches: number;
                                rows: number;
                                value: number;
                            } | {
                                interval: [
                                    number,
                                    number
                                ] | null;
                                matches: number;
                                reason: string;
                                rows: number;
                                value: null;
                            }) | null;
                            synthetic: {
                                interval: [
                                    number,
                                    number
                                ] | null;
                                matches: number;
                                rows: number;
                                value: number;
                            } | {
                                interval: [
                                    number,
                                    number
                                ] | null;
                                matches: number;
                                reason: string;
                                rows: number;
                                value: null;
                            };
                        };
                        newRowSynthesis: {
                            matchedRows: number;
                            newRows: number;
                            value: number;
                        } | {
                            matchedRows: number;
                            newRows: number;
                            reason: string;
                            value: null;
                        };
                        readonly remarks: string[];
                        score: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        weakest: string | null;
                    };
                    readonly statisticalSimilarity: {
                        readonly columns: {
                            column: string;
                            distribution: ({
                                readonly above: {
                                    real: number;
                                    synthetic: number;
                                };
                                readonly below: {
                                    real: number;
                                    synthetic: number;
                                };
                                readonly edges: number[];
                                /** @constant */
                                kind: "continuous";
                                readonly missing: {
                                    real: number;
                                    synthetic: number;
                                };
                                readonly real: number[];
                                readonly summary: {
                                    real: {
                                        deviation: number | null;
                                        mean: number;
                                        p05: number;
                                        p25: number;
                                        p50: number;
                                        p75: number;
                                        p95: number;
                                    } | null;
                                    synthetic: {
                                        deviation: number | null;
                                        mean: number;
                                        p05: number;
                                        p25: number;
                                        p50: number;
                                        p75: number;
                                        p95: number;
                                    } | null;
                                };
                                readonly synthetic: number[];
                            } | {
                                readonly categories: {
                                    category: string;
                                    real: number;
                                    synthetic: number;
                                }[];
                                /** @constant */
                                kind: "discrete";
                                readonly missing: {
                                    real: number;
                                    synthetic: number;
                                };
                                readonly others: {
                                    categories: number;
                                    real: number;
                                    synthetic: number;
                                };
                            }) | null;
                            readonly metrics: ({
                                metric: string;
                                real?: number | null;
                                synthetic?: number | null;
                                value: number;
                            } | {
                                metric: string;
                                real?: number | null;
                                reason: string;
                                synthetic?: number | null;
                                value: null;
                            })[];
                            /** @enum {string} */
                            type: "numerical" | "datetime" | "categorical" | "boolean" | "id";
                        }[];
                        score: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                    };
                };
                readonly floor: {
                    readonly quality: {
                        columnPairTrends: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        columnShapes: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        readonly interval: {
                            columnPairTrends: [
                                number,
                                number
                            ] | null;
                            columnShapes: [
                                number,
                                number
                            ] | null;
                            resamples: number;
                            readonly rows: {
                                real: number;
                                synthetic: number;
                            };
                            score: [
                                number,
                                number
                            ] | null;
                        };
                        pairsCounted: number;
                        score: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        /** @enum {string} */
                        scoring: "sdmetrics" | "sdmetrics-all-pairs";
                    };
                    readonly qualityAllPairs: {
                        columnPairTrends: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        columnShapes: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        readonly interval: {
                            columnPairTrends: [
                                number,
                                number
                            ] | null;
                            columnShapes: [
                                number,
                                number
                            ] | null;
                            resamples: number;
                            readonly rows: {
                                real: number;
                                synthetic: number;
                            };
                            score: [
                                number,
                                number
                            ] | null;
                        };
                        pairsCounted: number;
                        score: {
                            value: number;
                        } | {
                            reason: string;
                            value: null;
                        };
                        /** @enum {string} */
                        scoring: "sdmetrics" | "sdmetrics-all-pairs";
                    };
                };
                origin: {
                    readonly alternatives?: {
                        fitMs: number;
                        model: string;
                        quality: number;
                    }[];
                    fitMs?: number;
                    model?: string;
                    options?: {
                        [key: string]: components["schemas"]["GetReportResponse__schema0"];
                    };
                    sampleMs?: number;
                    seed?: number;
                    software?: {
                        [key: string]: string;
                    };
                    readonly tables?: {
                        holdout?: string;
                        real?: string;
                        synthetic?: string;
                    };
                    threads?: number;
                    readonly training?: {
                        readonly curves: {
                            name: string;
                            readonly values: (number | null)[];
                        }[];
                        readonly epochs: number[];
                    };
                } | null;
                readonly quality: {
                    columnPairTrends: {
                        value: number;
                    } | {
                        reason: string;
                        value: null;
                    };
                    readonly columns: ({
                        column: string;
                        /** @enum {string} */
                        metric: "KSComplement" | "TVComplement";
                        value: number;
                    } | {
                        column: string;
                        /** @enum {string} */
                        metric: "KSComplement" | "TVComplement";
                        reason: string;
                        value: null;
                    })[];
                    columnShapes: {
                        value: number;
                    } | {
                        reason: string;
                        value: null;
                    };
                    readonly interval: {
                        columnPairTrends: [
                            number,
                            number
                        ] | null;
                        columnShapes: [
                            number,
                            number
                        ] | null;
                        resamples: number;
                        readonly rows: {
                            real: number;
                            synthetic: number;
                        };
                        score: [
                            number,
                            number
                        ] | null;
                    };
                    readonly pairs: ({
                        readonly columns: [
                            string,
                            string
                        ];
                        counted: boolean;
                        /** @enum {string} */
                        metric: "CorrelationSimilarity" | "ContingencySimilarity";
                        realAssociation: number | null;
                        syntheticAssociation: number | null;
                        value: number;
                    } | {
                        readonly columns: [
                            string,
                            string
                        ];
                        counted: boolean;
                        /** @enum {string} */
                        metric: "CorrelationSimilarity" | "ContingencySimilarity";
                        realAssociation: number | null;
                        reason: string;
                        syntheticAssociation: number | null;
                        value: null;
                    })[];
                    pairsCounted: number;
                    score: {
                        value: number;
                    } | {
                        reason: string;
                        value: null;
                    };
                    /** @enum {string} */
                    scoring: "sdmetrics" | "sdmetrics-all-pairs";
                };
                readonly qualityAllPairs: {
                    columnPairTrends: {
                        value: number;
                    } | {
                        reason: string;
                        value: null;
                    };
                    columnShapes: {
                        value: number;
                    } | {
                        reason: string;
                        value: null;
                    };
                    readonly interval: {
                        columnPairTrends: [
                            number,
                            number
                        ] | null;
                        columnShapes: [
                            number,
                            number
                        ] | null;
                        resamples: number;
                        readonly rows: {
                            real: number;
                            synthetic: number;
                        };
                        score: [
                            number,
                            number
                        ] | null;
                    };
                    pairsCounted: number;
                    score: {
                        value: number;
                    } | {
                        reason: string;
                        value: null;
                    };
                    /** @enum {string} */
                    scoring: "sdmetrics" | "sdmetrics-all-pairs";
                };
                readonly rows: {
                    holdout: number | null;
                    real: number;
                    synthetic: number;
                };
                seed: number;
                target: string | null;
                /** @constant */
                version: 1;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetReportResponse__schema0: Json;
        GetSystemResponse: {
            data: {
                generations: {
                    cancelled: number;
                    failed: number;
                    succeeded: number;
                    success_rate: number | null;
                };
                jobs: {
                    [key: string]: {
                        [key: string]: number;
                    };
                };
                models: {
                    cancelled: number;
                    failed: number;
                    max_peak_memory_bytes: number | null;
                    mean_quality: number | null;
                    mean_training_seconds: number | null;
                    model_type: string;
                    succeeded: number;
                    success_rate: number | null;
                }[];
                optimizations: {
                    cancelled: number;
                    failed: number;
                    succeeded: number;
                    success_rate: number | null;
                };
                peak_memory_bytes: {
                    count: number;
                    max: number | null;
                    mean: number | null;
                    median: number | null;
                    min: number | null;
                    p95: number | null;
                };
                quality: {
                    count: number;
                    max: number | null;
                    mean: number | null;
                    median: number | null;
                    min: number | null;
                    p95: number | null;
                };
                queue: {
                    length: number;
                    oldest_seconds: number | null;
                };
                range: {
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                };
                storage: {
                    others: {
                        files: number;
                        size_bytes: number;
                    };
                    results: {
                        files: number;
                        size_bytes: number;
                    };
                    tables: {
                        files: number;
                        size_bytes: number;
                    };
                    total_size_bytes: number;
                    uploads: {
                        files: number;
                        size_bytes: number;
                    };
                };
                training_seconds: {
                    count: number;
                    max: number | null;
                    mean: number | null;
                    median: number | null;
                    min: number | null;
                    p95: number | null;
                };
                users: {
                    active: number;
                    administrators: number;
                    registered: number;
                    total: number;
                };
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        GetUsageResponse: {
            data: {
                activity: {
                    /** Format: date-time */
                    from: string;
                    generations: number;
                    optimizations: number;
                    sign_ins: number;
                    uploads: number;
                }[];
                datasets: {
                    mean_columns: number | null;
                    mean_rows: number | null;
                    mean_size_bytes: number | null;
                    total: number;
                };
                formats: {
                    output: {
                        /** @enum {string} */
                        format: "csv" | "json" | "xlsx" | "parquet";
                        generations: number;
                    }[];
                    upload: {
                        datasets: number;
                        format: string;
                    }[];
                };
                models: {
                    generations: number;
                    model_type: string;
                }[];
                range: {
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                };
                sessions: {
                    count: number;
                    max: number | null;
                    mean: number | null;
                    median: number | null;
                    min: number | null;
                    p95: number | null;
                };
                user_id: number | null;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        JsonValue: components["schemas"]["ListLogsResponse__schema0"];
        ListDatasetsResponse: {
            data: {
                items: {
                    column_count: number | null;
                    /** Format: date-time */
                    created_at: string;
                    description: string | null;
                    error: string | null;
                    file_name: string;
                    /** @enum {string} */
                    file_type: "csv" | "json" | "xlsx" | "parquet";
                    id: number;
                    name: string;
                    row_count: number | null;
                    sha256: string;
                    size_bytes: number;
                    /** @enum {string} */
                    status: "processing" | "ready" | "failed";
                    /** Format: date-time */
                    updated_at: string;
                }[];
                limit: number;
                offset: number;
                total: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ListGenerationsResponse: {
            data: {
                items: {
                    api_version: number;
                    attempt: number;
                    conditions: {
                        [key: string]: (string | number | boolean | null) | (string | number | boolean | null)[] | {
                            max?: number | string;
                            min?: number | string;
                        };
                    };
                    constraints: ({
                        high: string;
                        /** @constant */
                        kind: "less_than";
                        low: string;
                        /** @default false */
                        or_equal: boolean;
                    } | {
                        column: string;
                        /** @constant */
                        kind: "range";
                        max?: number | string;
                        min?: number | string;
                    } | {
                        columns: string[];
                        /** @constant */
                        kind: "fixed_combinations";
                    } | {
                        /** @constant */
                        kind: "sum_of";
                        parts: string[];
                        total: string;
                    } | {
                        columns: string[];
                        /** @constant */
                        kind: "unique";
                    })[];
                    /** Format: date-time */
                    created_at: string;
                    dataset_id: number | null;
                    error: {
                        code: string;
                        message: string;
                    } | null;
                    finished_at: string | null;
                    holdout: number;
                    id: number;
                    include_metadata: boolean;
                    model_config: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    model_type: string;
                    neutralise_formulas: boolean;
                    optimization_id: number | null;
                    /** @enum {string} */
                    output_format: "csv" | "json" | "xlsx" | "parquet";
                    peak_memory_bytes: number | null;
                    progress: {
                        elapsed_seconds: number;
                        epoch: number | null;
                        epochs: number | null;
                        losses: {
                            [key: string]: number;
                        };
                        /** @enum {string} */
                        phase: "preparing" | "training" | "sampling" | "reporting" | "saving";
                        /** @default null */
                        quality: number | null;
                        remaining_seconds: number | null;
                        rows_per_second: number | null;
                        rows_sampled: number | null;
                    } | null;
                    quality_score: number | null;
                    /** @enum {string} */
                    report_language: "en" | "fr";
                    result: {
                        file_name: string;
                        rows: number;
                        sha256: string;
                        size_bytes: number;
                    } | null;
                    sample_size: number;
                    seed: number;
                    started_at: string | null;
                    /** @enum {string} */
                    status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected" | "cancelling";
                    target: string | null;
                    training_seconds: number | null;
                    /** @enum {string} */
                    violating_rows: "refuse" | "drop";
                }[];
                limit: number;
                offset: number;
                total: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ListGenerationsResponse__schema0: Json;
        ListLogsResponse: {
            data: {
                items: {
                    action: string;
                    actor_id: number | null;
                    after: components["schemas"]["JsonValue"] | null;
                    /** Format: date-time */
                    at: string;
                    before: components["schemas"]["JsonValue"] | null;
                    details: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    id: number;
                    ip: string | null;
                    request_id: string | null;
                    subject: string;
                }[];
                limit: number;
                offset: number;
                total: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ListLogsResponse__schema0: Json;
        ListNotificationsResponse: {
            data: {
                items: {
                    body: string;
                    /** Format: date-time */
                    created_at: string;
                    data: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    id: number;
                    /** @enum {string} */
                    kind: "dataset.ready" | "dataset.failed" | "generation.approved" | "generation.succeeded" | "generation.failed" | "generation.rejected" | "optimization.approved" | "optimization.succeeded" | "optimization.failed" | "optimization.rejected" | "account.enabled";
                    read_at: string | null;
                    title: string;
                }[];
                limit: number;
                offset: number;
                total: number;
                unread: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ListNotificationsResponse__schema0: Json;
        ListOptimizationsResponse: {
            data: {
                items: {
                    best_value: number | null;
                    /** Format: date-time */
                    created_at: string;
                    dataset_id: number | null;
                    error: string | null;
                    finished_at: string | null;
                    generation_id: number | null;
                    id: number;
                    model_config: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    model_type: string;
                    n_trials: number;
                    /** @enum {string} */
                    optimization_method: "auto" | "bayesian" | "grid" | "random" | "tpe" | "turbo" | "sobol" | "halton" | "latin_hypercube";
                    /** @enum {string} */
                    optimization_metric: "quality_score" | "statistical_similarity" | "correlation_preservation" | "privacy" | "ml_efficacy";
                    parallelism: number;
                    pruning: boolean;
                    random_state: number;
                    search_space: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    started_at: string | null;
                    /** @enum {string} */
                    status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
                    trials: {
                        cancelled: number;
                        complete: number;
                        failed: number;
                        pruned: number;
                        running: number;
                    };
                }[];
                limit: number;
                offset: number;
                total: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ListOptimizationsResponse__schema0: Json;
        ListRequestsResponse: {
            data: {
                items: {
                    /** Format: date-time */
                    created_at: string;
                    dataset_id: number | null;
                    error: string | null;
                    finished_at: string | null;
                    id: number;
                    /** @enum {string} */
                    kind: "generation" | "optimization";
                    model_type: string;
                    owner: {
                        email: string | null;
                        id: number;
                    };
                    /** @enum {string} */
                    status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
                }[];
                limit: number;
                offset: number;
                total: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ListSessionsResponse: {
            data: {
                items: {
                    /** Format: date-time */
                    created_at: string;
                    /** Format: date-time */
                    expires_at: string;
                    id: number;
                    ip: string | null;
                    /** Format: date-time */
                    last_used_at: string;
                    user_agent: string | null;
                }[];
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ListTrialsResponse: {
            data: {
                optimization: {
                    best_value: number | null;
                    /** Format: date-time */
                    created_at: string;
                    dataset_id: number | null;
                    error: string | null;
                    finished_at: string | null;
                    generation_id: number | null;
                    id: number;
                    model_config: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    model_type: string;
                    n_trials: number;
                    /** @enum {string} */
                    optimization_method: "auto" | "bayesian" | "grid" | "random" | "tpe" | "turbo" | "sobol" | "halton" | "latin_hypercube";
                    /** @enum {string} */
                    optimization_metric: "quality_score" | "statistical_similarity" | "correlation_preservation" | "privacy" | "ml_efficacy";
                    parallelism: number;
                    pruning: boolean;
                    random_state: number;
                    search_space: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    started_at: string | null;
                    /** @enum {string} */
                    status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
                    trials: {
                        cancelled: number;
                        complete: number;
                        failed: number;
                        pruned: number;
                        running: number;
                    };
                };
                trials: {
                    completed_at: string | null;
                    error: string | null;
                    number: number;
                    parameters: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    progress: {
                        [key: string]: components["schemas"]["JsonValue"];
                    } | null;
                    reports: {
                        step: number;
                        value: number;
                    }[];
                    /** Format: date-time */
                    started_at: string;
                    /** @enum {string} */
                    status: "running" | "complete" | "pruned" | "failed" | "cancelled";
                    value: number | null;
                }[];
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ListTrialsResponse__schema0: Json;
        ListUsersResponse: {
            data: {
                items: {
                    /** Format: date-time */
                    created_at: string;
                    email: string;
                    full_name: string | null;
                    id: number;
                    is_active: boolean;
                    /** @enum {string} */
                    role: "user" | "admin";
                }[];
                limit: number;
                offset: number;
                total: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        LiveResponse: {
            data: {
                /** @enum {string} */
                status: "ok" | "starting" | "stopping" | "failing";
                version: string;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        LoginRequest: {
            email: string;
            password: string;
        };
        LoginResponse: {
            data: {
                access_token: string;
                expires_in: number;
                refresh_token: string;
                /** @constant */
                token_type: "bearer";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        LogoutRequest: {
            /** @default false */
            everywhere?: boolean;
            refresh_token?: string;
        };
        LogoutResponse: {
            data: Record<string, never>;
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        MeResponse: {
            data: {
                /** Format: date-time */
                created_at: string;
                email: string;
                full_name: string | null;
                id: number;
                is_active: boolean;
                /** @enum {string} */
                role: "user" | "admin";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ReadNotificationsRequest: {
            ids: number[];
        } | {
            /** @constant */
            all: true;
        };
        ReadNotificationsResponse: {
            data: {
                read: number;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ReadyResponse: {
            data: {
                /** @enum {string} */
                status: "ok" | "starting" | "stopping" | "failing";
                version: string;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        RecommendModelRequest: {
            dataset_id: number;
        };
        RecommendModelResponse: {
            data: {
                candidates: {
                    model_type: string;
                    nearer_share: number | null;
                    problem: string | null;
                    quality: number | null;
                    training_seconds: number;
                }[];
                model_type: string;
                reason: string;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        RefreshRequest: {
            refresh_token: string;
        };
        RefreshResponse: {
            data: {
                access_token: string;
                expires_in: number;
                refresh_token: string;
                /** @constant */
                token_type: "bearer";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        RegisterRequest: {
            /** @description Upper and lower case are the same. */
            email: string;
            full_name?: string;
            /** @description 8 characters at least, 72 bytes at most. */
            password: string;
        };
        RegisterResponse: {
            data: {
                /** Format: date-time */
                created_at: string;
                email: string;
                full_name: string | null;
                id: number;
                is_active: boolean;
                /** @enum {string} */
                role: "user" | "admin";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        RejectRequestRequest: {
            reason: string;
        };
        RejectRequestResponse: {
            data: {
                /** Format: date-time */
                created_at: string;
                dataset_id: number | null;
                error: string | null;
                finished_at: string | null;
                id: number;
                /** @enum {string} */
                kind: "generation" | "optimization";
                model_type: string;
                owner: {
                    email: string | null;
                    id: number;
                };
                /** @enum {string} */
                status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        SetColumnTypesRequest: {
            columns: {
                [key: string]: ("numerical" | "datetime" | "categorical" | "boolean" | "id") | null;
            };
        };
        SetColumnTypesResponse: {
            data: {
                column_count: number | null;
                /** Format: date-time */
                created_at: string;
                description: string | null;
                error: string | null;
                file_name: string;
                /** @enum {string} */
                file_type: "csv" | "json" | "xlsx" | "parquet";
                id: number;
                name: string;
                row_count: number | null;
                sha256: string;
                size_bytes: number;
                /** @enum {string} */
                status: "processing" | "ready" | "failed";
                /** Format: date-time */
                updated_at: string;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        StartGenerationRequest: {
            dataset_id: number;
            epochs?: number;
            model_type: string;
            /**
             * @default csv
             * @enum {string}
             */
            output_format?: "csv" | "json" | "xlsx" | "parquet";
            sample_size?: number;
        };
        StartGenerationResponse: {
            data: {
                api_version: number;
                attempt: number;
                conditions: {
                    [key: string]: (string | number | boolean | null) | (string | number | boolean | null)[] | {
                        max?: number | string;
                        min?: number | string;
                    };
                };
                constraints: ({
                    high: string;
                    /** @constant */
                    kind: "less_than";
                    low: string;
                    /** @default false */
                    or_equal: boolean;
                } | {
                    column: string;
                    /** @constant */
                    kind: "range";
                    max?: number | string;
                    min?: number | string;
                } | {
                    columns: string[];
                    /** @constant */
                    kind: "fixed_combinations";
                } | {
                    /** @constant */
                    kind: "sum_of";
                    parts: string[];
                    total: string;
                } | {
                    columns: string[];
                    /** @constant */
                    kind: "unique";
                })[];
                /** Format: date-time */
                created_at: string;
                dataset_id: number | null;
                error: {
                    code: string;
                    message: string;
                } | null;
                finished_at: string | null;
                holdout: number;
                id: number;
                include_metadata: boolean;
                model_config: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                model_type: string;
                neutralise_formulas: boolean;
                optimization_id: number | null;
                /** @enum {string} */
                output_format: "csv" | "json" | "xlsx" | "parquet";
                peak_memory_bytes: number | null;
                progress: {
                    elapsed_seconds: number;
                    epoch: number | null;
                    epochs: number | null;
                    losses: {
                        [key: string]: number;
                    };
                    /** @enum {string} */
                    phase: "preparing" | "training" | "sampling" | "reporting" | "saving";
                    /** @default null */
                    quality: number | null;
                    remaining_seconds: number | null;
                    rows_per_second: number | null;
                    rows_sampled: number | null;
                } | null;
                quality_score: number | null;
                /** @enum {string} */
                report_language: "en" | "fr";
                result: {
                    file_name: string;
                    rows: number;
                    sha256: string;
                    size_bytes: number;
                } | null;
                sample_size: number;
                seed: number;
                started_at: string | null;
                /** @enum {string} */
                status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected" | "cancelling";
                target: string | null;
                training_seconds: number | null;
                /** @enum {string} */
                violating_rows: "refuse" | "drop";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        StartGenerationResponse__schema0: Json;
        StartGenerationV2Request: {
            /** @default {} */
            conditions?: {
                [key: string]: (string | number | boolean | null) | (string | number | boolean | null)[] | {
                    max?: number | string;
                    min?: number | string;
                };
            };
            /** @default [] */
            constraints?: ({
                high: string;
                /** @constant */
                kind: "less_than";
                low: string;
                /** @default false */
                or_equal?: boolean;
            } | {
                column: string;
                /** @constant */
                kind: "range";
                max?: number | string;
                min?: number | string;
            } | {
                columns: string[];
                /** @constant */
                kind: "fixed_combinations";
            } | {
                /** @constant */
                kind: "sum_of";
                parts: string[];
                total: string;
            } | {
                columns: string[];
                /** @constant */
                kind: "unique";
            })[];
            dataset_id: number;
            /** @default 0.2 */
            holdout?: number;
            /** @default false */
            include_metadata?: boolean;
            model_config: {
                model_type: string;
                preset?: string;
            } & {
                [key: string]: unknown;
            };
            /** @default false */
            neutralise_formulas?: boolean;
            optimization_config?: {
                /** @enum {string} */
                acquisition_function?: "EI" | "PI" | "LCB" | "hedge";
                enabled: boolean;
                /** @default 5 */
                grid_levels?: number;
                /**
                 * @default auto
                 * @enum {string}
                 */
                method?: "auto" | "bayesian" | "grid" | "random" | "tpe" | "turbo" | "sobol" | "halton" | "latin_hypercube";
                /**
                 * @default quality_score
                 * @enum {string}
                 */
                metric?: "quality_score" | "statistical_similarity" | "correlation_preservation" | "privacy" | "ml_efficacy";
                n_trials?: number;
                parallelism?: number;
                /** @default true */
                pruning?: boolean;
                random_state?: number;
                search_space?: {
                    [key: string]: components["schemas"]["JsonValue"][] | {
                        high: number;
                        log?: boolean;
                        low: number;
                        step?: number;
                    };
                };
                timeout_hours?: number;
            };
            /**
             * @default csv
             * @enum {string}
             */
            output_format?: "csv" | "json" | "xlsx" | "parquet";
            /**
             * @default en
             * @enum {string}
             */
            report_language?: "en" | "fr";
            sample_size?: number;
            seed?: number;
            target?: string;
            /**
             * @default refuse
             * @enum {string}
             */
            violating_rows?: "refuse" | "drop";
        };
        StartGenerationV2Request__schema0: Json;
        StartGenerationV2Response: {
            data: {
                api_version: number;
                attempt: number;
                conditions: {
                    [key: string]: (string | number | boolean | null) | (string | number | boolean | null)[] | {
                        max?: number | string;
                        min?: number | string;
                    };
                };
                constraints: ({
                    high: string;
                    /** @constant */
                    kind: "less_than";
                    low: string;
                    /** @default false */
                    or_equal: boolean;
                } | {
                    column: string;
                    /** @constant */
                    kind: "range";
                    max?: number | string;
                    min?: number | string;
                } | {
                    columns: string[];
                    /** @constant */
                    kind: "fixed_combinations";
                } | {
                    /** @constant */
                    kind: "sum_of";
                    parts: string[];
                    total: string;
                } | {
                    columns: string[];
                    /** @constant */
                    kind: "unique";
                })[];
                /** Format: date-time */
                created_at: string;
                dataset_id: number | null;
                error: {
                    code: string;
                    message: string;
                } | null;
                finished_at: string | null;
                holdout: number;
                id: number;
                include_metadata: boolean;
                model_config: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                model_type: string;
                neutralise_formulas: boolean;
                optimization_id: number | null;
                /** @enum {string} */
                output_format: "csv" | "json" | "xlsx" | "parquet";
                peak_memory_bytes: number | null;
                progress: {
                    elapsed_seconds: number;
                    epoch: number | null;
                    epochs: number | null;
                    losses: {
                        [key: string]: number;
                    };
                    /** @enum {string} */
                    phase: "preparing" | "training" | "sampling" | "reporting" | "saving";
                    /** @default null */
                    quality: number | null;
                    remaining_seconds: number | null;
                    rows_per_second: number | null;
                    rows_sampled: number | null;
                } | null;
                quality_score: number | null;
                /** @enum {string} */
                report_language: "en" | "fr";
                result: {
                    file_name: string;
                    rows: number;
                    sha256: string;
                    size_bytes: number;
                } | null;
                sample_size: number;
                seed: number;
                started_at: string | null;
                /** @enum {string} */
                status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected" | "cancelling";
                target: string | null;
                training_seconds: number | null;
                /** @enum {string} */
                violating_rows: "refuse" | "drop";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        StartGenerationV2Response__schema0: Json;
        StartOptimizationRequest: {
            /** @enum {string} */
            acquisition_function?: "EI" | "PI" | "LCB" | "hedge";
            dataset_id: number;
            /** @default 5 */
            grid_levels?: number;
            /** @default {} */
            model_config?: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            model_type: string;
            n_trials?: number;
            /**
             * @default auto
             * @enum {string}
             */
            optimization_method?: "auto" | "bayesian" | "grid" | "random" | "tpe" | "turbo" | "sobol" | "halton" | "latin_hypercube";
            /**
             * @default quality_score
             * @enum {string}
             */
            optimization_metric?: "quality_score" | "statistical_similarity" | "correlation_preservation" | "privacy" | "ml_efficacy";
            parallelism?: number;
            /** @default true */
            pruning?: boolean;
            random_state?: number;
            search_space?: {
                [key: string]: components["schemas"]["JsonValue"][] | {
                    high: number;
                    log?: boolean;
                    low: number;
                    step?: number;
                };
            };
            target?: string;
            timeout_hours?: number;
        };
        StartOptimizationRequest__schema0: Json;
        StartOptimizationResponse: {
            data: {
                best_value: number | null;
                /** Format: date-time */
                created_at: string;
                dataset_id: number | null;
                error: string | null;
                finished_at: string | null;
                generation_id: number | null;
                id: number;
                model_config: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                model_type: string;
                n_trials: number;
                /** @enum {string} */
                optimization_method: "auto" | "bayesian" | "grid" | "random" | "tpe" | "turbo" | "sobol" | "halton" | "latin_hypercube";
                /** @enum {string} */
                optimization_metric: "quality_score" | "statistical_similarity" | "correlation_preservation" | "privacy" | "ml_efficacy";
                parallelism: number;
                pruning: boolean;
                random_state: number;
                search_space: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                started_at: string | null;
                /** @enum {string} */
                status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
                trials: {
                    cancelled: number;
                    complete: number;
                    failed: number;
                    pruned: number;
                    running: number;
                };
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        StartOptimizationResponse__schema0: Json;
        StopOptimizationResponse: {
            data: {
                best_value: number | null;
                /** Format: date-time */
                created_at: string;
                dataset_id: number | null;
                error: string | null;
                finished_at: string | null;
                generation_id: number | null;
                id: number;
                model_config: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                model_type: string;
                n_trials: number;
                /** @enum {string} */
                optimization_method: "auto" | "bayesian" | "grid" | "random" | "tpe" | "turbo" | "sobol" | "halton" | "latin_hypercube";
                /** @enum {string} */
                optimization_metric: "quality_score" | "statistical_similarity" | "correlation_preservation" | "privacy" | "ml_efficacy";
                parallelism: number;
                pruning: boolean;
                random_state: number;
                search_space: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                started_at: string | null;
                /** @enum {string} */
                status: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
                trials: {
                    cancelled: number;
                    complete: number;
                    failed: number;
                    pruned: number;
                    running: number;
                };
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        StopOptimizationResponse__schema0: Json;
        ToggleUserResponse: {
            data: {
                /** Format: date-time */
                created_at: string;
                email: string;
                full_name: string | null;
                id: number;
                is_active: boolean;
                /** @enum {string} */
                role: "user" | "admin";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        UpdateProfileRequest: {
            avatar_url?: string | null;
            country?: string | null;
            full_name?: string | null;
            job_title?: string | null;
            locale?: string | null;
            organisation?: string | null;
            phone?: string | null;
            /** @description At most 10000 characters as JSON. */
            preferences?: {
                [key: string]: components["schemas"]["JsonValue"];
            };
        };
        UpdateProfileRequest__schema0: Json;
        UpdateProfileResponse: {
            data: {
                avatar_url: string | null;
                country: string | null;
                /** Format: date-time */
                created_at: string;
                email: string;
                full_name: string | null;
                id: number;
                is_active: boolean;
                job_title: string | null;
                locale: string | null;
                organisation: string | null;
                phone: string | null;
                /** @description At most 10000 characters as JSON. */
                preferences: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
                /** @enum {string} */
                role: "user" | "admin";
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        UpdateProfileResponse__schema0: Json;
        UploadDatasetResponse: {
            data: {
                column_count: number | null;
                /** Format: date-time */
                created_at: string;
                description: string | null;
                error: string | null;
                file_name: string;
                /** @enum {string} */
                file_type: "csv" | "json" | "xlsx" | "parquet";
                id: number;
                name: string;
                row_count: number | null;
                sha256: string;
                size_bytes: number;
                /** @enum {string} */
                status: "processing" | "ready" | "failed";
                /** Format: date-time */
                updated_at: string;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ValidateGenerationRequest: {
            [key: string]: unknown;
        };
        ValidateGenerationResponse: {
            data: {
                estimate: {
                    basis: string;
                    memory_mb: number;
                    training_seconds: number;
                } | null;
                issues: {
                    message: string;
                    path: string;
                }[];
                model_config: {
                    [key: string]: components["schemas"]["JsonValue"];
                } | null;
                valid: boolean;
            };
            message: string;
            /** @constant */
            success: true;
            /** Format: date-time */
            timestamp: string;
        };
        ValidateGenerationResponse__schema0: Json;
    };
    responses: {
        /** @description No access token, or one that is not or no longer valid. */
        AUTHENTICATION_REQUIRED: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "AUTHENTICATION_REQUIRED";
                    };
                };
            };
        };
        /** @description The state of the object does not allow this. */
        CONFLICT: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "CONFLICT";
                    };
                };
            };
        };
        /** @description The role of the account does not allow this. */
        FORBIDDEN: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "FORBIDDEN";
                    };
                };
            };
        };
        /** @description The Host header names a host that is not served. */
        HOST_NOT_ALLOWED: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "HOST_NOT_ALLOWED";
                    };
                };
            };
        };
        /** @description A defect of the platform. */
        INTERNAL_ERROR: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "INTERNAL_ERROR";
                    };
                };
            };
        };
        /** @description The sign-in did not succeed. */
        INVALID_CREDENTIALS: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "INVALID_CREDENTIALS";
                    };
                };
            };
        };
        /** @description The request is not readable. */
        MALFORMED_REQUEST: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "MALFORMED_REQUEST";
                    };
                };
            };
        };
        /** @description The path exists, but not with this method. */
        METHOD_NOT_ALLOWED: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "METHOD_NOT_ALLOWED";
                    };
                };
            };
        };
        /** @description There is no such object, or it belongs to somebody else. */
        NOT_FOUND: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "NOT_FOUND";
                    };
                };
            };
        };
        /** @description The body or file is larger than is allowed. */
        PAYLOAD_TOO_LARGE: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
        };
        /** @description The range lies outside the file. */
        RANGE_NOT_SATISFIABLE: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "RANGE_NOT_SATISFIABLE";
                    };
                };
            };
        };
        /** @description Too many requests; Retry-After says when to come again. */
        RATE_LIMITED: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "RATE_LIMITED";
                    };
                };
            };
        };
        /** @description The exchange took longer than is allowed. */
        REQUEST_TIMEOUT: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "REQUEST_TIMEOUT";
                    };
                };
            };
        };
        /** @description Not ready, overloaded, or cut off from its database: try again later. */
        UNAVAILABLE: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "UNAVAILABLE";
                    };
                };
            };
        };
        /** @description The body has a content type that is not taken here. */
        UNSUPPORTED_MEDIA_TYPE: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
        };
        /** @description Values are wrong; details.issues names all of them. */
        VALIDATION_ERROR: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"] & {
                    error?: {
                        /** @enum {unknown} */
                        code?: "VALIDATION_ERROR";
                    };
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    approveRequest: {
        parameters: {
            query?: {
                kind?: "generation" | "optimization";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApproveRequestResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            403: components["responses"]["FORBIDDEN"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listLogs: {
        parameters: {
            query?: {
                action?: string;
                actor_id?: number;
                from?: string;
                limit?: number;
                offset?: number;
                sort?: "id" | "-id" | "at" | "-at";
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListLogsResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            403: components["responses"]["FORBIDDEN"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    rejectRequest: {
        parameters: {
            query?: {
                kind?: "generation" | "optimization";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectRequestRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RejectRequestResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            403: components["responses"]["FORBIDDEN"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                kind?: "generation" | "optimization";
                limit?: number;
                offset?: number;
                sort?: "id" | "-id" | "created_at" | "-created_at";
                status?: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
                user_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListRequestsResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            403: components["responses"]["FORBIDDEN"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                is_active?: "true" | "false";
                limit?: number;
                offset?: number;
                role?: "user" | "admin";
                search?: string;
                sort?: "id" | "-id" | "email" | "-email" | "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListUsersResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            403: components["responses"]["FORBIDDEN"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    toggleUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToggleUserResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            403: components["responses"]["FORBIDDEN"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["INVALID_CREDENTIALS"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogoutRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogoutResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeResponse"];
                };
            };
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["INVALID_CREDENTIALS"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterRequest"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSessionsResponse"];
                };
            };
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getConsole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getFile: {
        parameters: {
            query: {
                expires: number;
                name?: string;
                signature: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/octet-stream": string;
                    "application/zip": string;
                    "text/csv": string;
                };
            };
            /** @description The part of the file that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/octet-stream": string;
                    "application/zip": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            403: components["responses"]["FORBIDDEN"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            416: components["responses"]["RANGE_NOT_SATISFIABLE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getGenerationConfig: {
        parameters: {
            query?: {
                dataset_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetGenerationConfigResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    recommendModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecommendModelRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecommendModelResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    startGenerationV2: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartGenerationV2Request"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartGenerationV2Response"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    validateGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ValidateGenerationRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidateGenerationResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    downloadGeneration: {
        parameters: {
            query?: {
                as?: "redirect" | "url" | "stream";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, or its address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadGenerationResponse"] | unknown;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/zip": string;
                    "text/csv": string;
                };
            };
            /** @description The part of the file that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/zip": string;
                    "text/csv": string;
                };
            };
            /** @description Where the file is. */
            302: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            416: components["responses"]["RANGE_NOT_SATISFIABLE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    followGeneration: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getReport: {
        parameters: {
            query?: {
                format?: "json" | "html";
                language?: "en" | "fr";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetReportResponse"];
                    "text/html": string;
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listGenerations: {
        parameters: {
            query?: {
                dataset_id?: number;
                limit?: number;
                offset?: number;
                sort?: "id" | "-id" | "created_at" | "-created_at";
                status?: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListGenerationsResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    deleteGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteGenerationResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    startGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartGenerationRequest"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartGenerationResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetGenerationResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    streamRows: {
        parameters: {
            query?: {
                format?: "csv" | "ndjson";
                neutralise_formulas?: "true" | "false";
                rows?: number;
                seed?: number;
                where?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveResponse"];
                };
            };
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadyResponse"];
                };
            };
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            403: components["responses"]["FORBIDDEN"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: "id" | "-id";
                unread?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListNotificationsResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    deleteNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteNotificationResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    followNotifications: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getPushKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetPushKeyResponse"];
                };
            };
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    readNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadNotificationsRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadNotificationsResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    analyzeOptimization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyzeOptimizationResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getBestTrial: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetBestTrialResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    followOptimization: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    exportOptimizationJournal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listOptimizations: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: "id" | "-id" | "created_at" | "-created_at";
                status?: "awaiting_approval" | "queued" | "running" | "succeeded" | "failed" | "cancelled" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOptimizationsResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    startOptimization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartOptimizationRequest"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartOptimizationResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    stopOptimization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopOptimizationResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listTrials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListTrialsResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getRedoc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getDashboard: {
        parameters: {
            query?: {
                from?: string;
                interval?: "hour" | "day" | "week" | "month";
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetDashboardResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getPerformance: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetPerformanceResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getSystem: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetSystemResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            403: components["responses"]["FORBIDDEN"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getUsage: {
        parameters: {
            query?: {
                from?: string;
                interval?: "hour" | "day" | "week" | "month";
                to?: string;
                user_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetUsageResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            403: components["responses"]["FORBIDDEN"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    uploadDataset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    description?: string;
                    /** Format: binary */
                    file: string;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadDatasetResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: "id" | "-id" | "name" | "-name" | "size_bytes" | "-size_bytes" | "created_at" | "-created_at";
                status?: "processing" | "ready" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDatasetsResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetDatasetResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    deleteDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteDatasetResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    setColumnTypes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetColumnTypesRequest"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetColumnTypesResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            404: components["responses"]["NOT_FOUND"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteAccountRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteAccountResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            /** @description AUTHENTICATION_REQUIRED: No access token, or one that is not or no longer valid. INVALID_CREDENTIALS: The sign-in did not succeed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "AUTHENTICATION_REQUIRED" | "INVALID_CREDENTIALS";
                        };
                    };
                };
            };
            408: components["responses"]["REQUEST_TIMEOUT"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetProfileResponse"];
                };
            };
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    updateProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProfileRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateProfileResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    addPushToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddPushTokenRequest"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddPushTokenResponse"];
                };
            };
            400: components["responses"]["MALFORMED_REQUEST"];
            401: components["responses"]["AUTHENTICATION_REQUIRED"];
            408: components["responses"]["REQUEST_TIMEOUT"];
            413: components["responses"]["PAYLOAD_TOO_LARGE"];
            415: components["responses"]["UNSUPPORTED_MEDIA_TYPE"];
            421: components["responses"]["HOST_NOT_ALLOWED"];
            422: components["responses"]["VALIDATION_ERROR"];
            429: components["responses"]["RATE_LIMITED"];
            500: components["responses"]["INTERNAL_ERROR"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
}
